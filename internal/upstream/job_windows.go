package upstream

import (
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

const (
	pollInterval   = 10 * time.Millisecond
	maxInJob       = 1024 // processes that are listed
	endedByTheHost = 1    // exit status of what the job ends
)

// job is a job object: it holds a process and all its children, and is ended as a whole. The system ends it when its only
// handle is closed. After close its methods do nothing.
type job struct {
	handle windows.Handle
}

func newJob() (*job, error) {
	handle, err := windows.CreateJobObject(nil, nil) // the handle is not inherited
	if err != nil {
		return nil, err
	}
	limits := windows.JOBOBJECT_EXTENDED_LIMIT_INFORMATION{
		BasicLimitInformation: windows.JOBOBJECT_BASIC_LIMIT_INFORMATION{LimitFlags: windows.JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE},
	}
	//nolint:gosec // Windows reads the structure
	_, err = windows.SetInformationJobObject(handle, windows.JobObjectExtendedLimitInformation, uintptr(unsafe.Pointer(&limits)), uint32(unsafe.Sizeof(limits)))
	if err != nil {
		_ = windows.CloseHandle(handle)
		return nil, err
	}
	return &job{handle: handle}, nil
}

// add puts a process into the job. The caller must not have waited for it, so that its number is still its own.
func (j *job) add(pid int) error {
	process, err := windows.OpenProcess(windows.PROCESS_SET_QUOTA|windows.PROCESS_TERMINATE, false, uint32(pid))
	if err != nil {
		return err
	}
	defer func() { _ = windows.CloseHandle(process) }()
	return windows.AssignProcessToJobObject(j.handle, process)
}

// end ends all processes of the job.
func (j *job) end() {
	if j.handle != 0 {
		_ = windows.TerminateJobObject(j.handle, endedByTheHost) // what has ended cannot be ended
	}
}

func (j *job) close() {
	_ = windows.CloseHandle(j.handle)
	j.handle = 0
}

// processList is JOBOBJECT_BASIC_PROCESS_ID_LIST.
type processList struct {
	assigned uint32
	listed   uint32
	pids     [maxInJob]uintptr
}

// processes returns the process IDs in the job: the first 1024.
func (j *job) processes() []int {
	if j.handle == 0 {
		return nil
	}
	list := new(processList)
	//nolint:gosec // Windows writes into the structure
	err := windows.QueryInformationJobObject(j.handle, windows.JobObjectBasicProcessIdList, uintptr(unsafe.Pointer(list)), uint32(unsafe.Sizeof(*list)), nil)
	if err != nil && err != windows.ERROR_MORE_DATA { //nolint:errorlint // a plain number
		return nil
	}
	var pids []int
	for _, pid := range list.pids[:min(list.listed, maxInJob)] {
		pids = append(pids, int(pid))
	}
	return pids
}

// waitUntilEmpty waits until no process of the job is left, for some time at most.
func (j *job) waitUntilEmpty(atMost time.Duration) {
	for deadline := time.Now().Add(atMost); len(j.processes()) > 0 && time.Now().Before(deadline); {
		time.Sleep(pollInterval)
	}
}

// resume lets a process run that was created suspended: its only thread.
func resume(pid int) error {
	threads, err := windows.CreateToolhelp32Snapshot(windows.TH32CS_SNAPTHREAD, 0)
	if err != nil {
		return err
	}
	defer func() { _ = windows.CloseHandle(threads) }()
	entry := windows.ThreadEntry32{Size: uint32(unsafe.Sizeof(windows.ThreadEntry32{}))}
	for err = windows.Thread32First(threads, &entry); err == nil; err = windows.Thread32Next(threads, &entry) {
		if entry.OwnerProcessID != uint32(pid) {
			continue
		}
		thread, err := windows.OpenThread(windows.THREAD_SUSPEND_RESUME, false, entry.ThreadID)
		if err != nil {
			return err
		}
		defer func() { _ = windows.CloseHandle(thread) }()
		_, err = windows.ResumeThread(thread)
		return err
	}
	return err // ERROR_NO_MORE_FILES
}
