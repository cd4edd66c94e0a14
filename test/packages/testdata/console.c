/*
 * Starts a program as a console of Windows starts one that has a window: it belongs to no console, and may
 * attach to this one. When the file comes to be, Ctrl+C is pressed. Ends as the program ends. For tests only.
 *
 *     console.exe FILE COMMAND-LINE
 */
#include <stdio.h>
#include <windows.h>

int main(int argc, char **argv)
{
	STARTUPINFOA start = { .cb = sizeof start };
	PROCESS_INFORMATION program;
	DWORD status = 99;
	int pressed = 0;
	if (argc != 3 || !CreateProcessA(NULL, argv[2], NULL, NULL, FALSE, DETACHED_PROCESS, NULL, NULL, &start, &program)) {
		fprintf(stderr, "console: error %lu\n", GetLastError());
		return 98;
	}
	SetConsoleCtrlHandler(NULL, TRUE); /* this program stays */
	while (WaitForSingleObject(program.hProcess, 20) == WAIT_TIMEOUT)
		if (!pressed && GetFileAttributesA(argv[1]) != INVALID_FILE_ATTRIBUTES)
			pressed = GenerateConsoleCtrlEvent(CTRL_C_EVENT, 0);
	GetExitCodeProcess(program.hProcess, &status);
	return status;
}
