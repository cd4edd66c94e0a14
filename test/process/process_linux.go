package process

import (
	"os/exec"
	"syscall"
)

// Prepare has the kernel kill the command's process when this process ends, however it ends (prctl(2),
// PR_SET_PDEATHSIG). It must be called before the command is started.
//
// The kernel in fact sends the signal when the thread ends that has started the process. Threads of a Go program end
// with the program, unless a goroutine ends that has locked its thread: such a goroutine must not start processes.
func Prepare(cmd *exec.Cmd) {
	if cmd.SysProcAttr == nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{}
	}
	cmd.SysProcAttr.Pdeathsig = syscall.SIGKILL
}
