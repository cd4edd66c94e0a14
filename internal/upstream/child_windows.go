package upstream

import (
	"os"
	"os/exec"
	"sync"
	"time"

	"golang.org/x/sys/windows"
)

// RunKeeper is not needed on Windows. It returns NotAKeeper.
func RunKeeper([]string) int { return NotAKeeper }

// child is a server as this system keeps it: a process in a job of its own, which ends when its last handle is closed,
// as those of a program are when it ends.
type child struct {
	pid     int
	endedAt time.Time

	cmd *exec.Cmd
	job *job

	mu      sync.Mutex
	ended   bool
	stopped bool
	timer   *time.Timer // ends the job; nil until stop
}

// startChild starts the server in a job. It does not run before it is in the job, so that its children are, too.
func startChild(r request, _ []string, s *streams) (*child, error) {
	job, err := newJob()
	if err != nil {
		return nil, err
	}
	cmd := &exec.Cmd{Path: r.Path, Args: r.Args, Dir: r.Folder, Env: r.Env, Stdout: s.stdout.writer, Stderr: s.stderr.writer}
	flags := uint32(windows.CREATE_SUSPENDED | windows.CREATE_NEW_PROCESS_GROUP)
	if !hasConsole() {
		flags |= windows.CREATE_NO_WINDOW // or a console opens
	}
	cmd.SysProcAttr = &windows.SysProcAttr{CreationFlags: flags}
	if err := cmd.Start(); err != nil {
		job.close()
		return nil, err
	}
	c := &child{pid: cmd.Process.Pid, cmd: cmd, job: job}
	err = job.add(c.pid)
	if err == nil {
		err = resume(c.pid)
	}
	if err != nil {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		job.close()
		return nil, err
	}
	return c, nil
}

// wait waits for the end of the server and its children. Only one goroutine may call it, once.
func (c *child) wait() Exit {
	_ = c.cmd.Wait() // the status is in ProcessState
	c.endedAt = time.Now()
	c.mu.Lock()
	c.ended = true
	exit := Exit{Code: c.cmd.ProcessState.ExitCode(), Stopped: c.stopped}
	c.mu.Unlock()
	c.job.waitUntilEmpty(orphanGrace)
	c.job.end()
	c.job.waitUntilEmpty(endTimeout)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.timer != nil {
		c.timer.Stop()
	}
	c.job.close()
	return exit
}

// stop asks the server to end if it shares a console with this program, as one without a window does, and has the job
// ended otherwise, or 2 s later. It does not wait.
func (c *child) stop() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ended {
		return
	}
	c.stopped = true
	grace := stopGrace
	if !hasConsole() || windows.GenerateConsoleCtrlEvent(windows.CTRL_BREAK_EVENT, uint32(c.pid)) != nil {
		grace = 0
	}
	c.timer = time.AfterFunc(grace, func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.job.end()
	})
}

// processes returns the process IDs of the server and its children.
func (c *child) processes() []int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.job.processes()
}

// hasConsole reports whether this program has a console, which its children then share.
func hasConsole() bool {
	console, err := os.OpenFile("CONOUT$", os.O_RDWR, 0)
	if err != nil {
		return false
	}
	_ = console.Close()
	return true
}
