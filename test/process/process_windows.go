package process

import (
	"os"
	"os/exec"
	"syscall"

	"golang.org/x/sys/windows"
)

// Prepare starts the command in a process group of its own, so that Interrupt reaches it alone. It must be called
// before the command is started.
func Prepare(cmd *exec.Cmd) {
	if cmd.SysProcAttr == nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{}
	}
	cmd.SysProcAttr.CreationFlags |= windows.CREATE_NEW_PROCESS_GROUP
}

// Interrupt sends Ctrl+Break to a process that was started by a prepared command. Programs in Go receive it as
// os.Interrupt, as they do Ctrl+C, which Windows does not send to a single process group. It fails if this process has no
// console.
func Interrupt(p *os.Process) error {
	return windows.GenerateConsoleCtrlEvent(windows.CTRL_BREAK_EVENT, uint32(p.Pid))
}
