package terminal

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"time"

	"porchlight/internal/journal"
	"porchlight/internal/printable"
	"porchlight/internal/session"
	"porchlight/internal/upstream"
)

// ExplainServer returns one line for a person: why their own server could not be started, and what to do; "" for an error
// of something else.
func ExplainServer(err error) string {
	var (
		consent *session.ConsentError
		port    *session.ServerPortError
		file    *upstream.FileError
		missing *upstream.MissingError
		start   *upstream.StartError
	)
	switch {
	case errors.As(err, &consent):
		return fmt.Sprintf("this game starts a program on this computer: %s (in the folder %s). If you know it and want that, add --allow-command.",
			printable.Escape(consent.Command.String()), printable.Escape(consent.Command.Folder))
	case errors.As(err, &port):
		return explainServerPort(port)
	case errors.As(err, &file):
		return fmt.Sprintf("%s cannot be run: %s.", printable.Escape(file.File), fileFault(file))
	case errors.As(err, &missing):
		name := missing.Language
		if name == "" {
			name = strings.Join(missing.Programs, " or ")
		}
		return fmt.Sprintf("%s needs %s, which is not installed here: there is no program %s. Install it, and try again.",
			printable.Escape(filepath.Base(missing.File)), printable.Escape(name), printable.Escape(strings.Join(missing.Programs, " or ")))
	case errors.As(err, &start):
		why := start.Err.Error()
		if errors.Is(err, fs.ErrNotExist) {
			why = "there is no such program or folder"
		}
		return fmt.Sprintf("your server could not be started with %s in the folder %s: %s.", printable.Escape(start.Program), printable.Escape(start.Folder), printable.Escape(why))
	}
	return ""
}

func explainServerPort(e *session.ServerPortError) string {
	where := ""
	if e.Line > 0 {
		where = fmt.Sprintf(", or change line %d of %s, which is: %s", e.Line, printable.Escape(filepath.Base(e.File)), printable.Escape(e.Text))
	}
	other := e.Free
	if other == 0 {
		other = e.Port + 1
	}
	return fmt.Sprintf("your server uses port %d itself, which friends were to use. Host on another one, as with --port %d%s.", e.Port, other, where)
}

// fileFault says why a file is none that can be run.
func fileFault(e *upstream.FileError) string {
	switch e.Fault {
	case upstream.NotThere:
		return "there is no such file"
	case upstream.IsFolder:
		return "it is a folder. Name the file of your server in it"
	case upstream.NotReadable:
		return "this account may not read it"
	case upstream.IsSource:
		return "it must be compiled first. Name the program that your compiler makes of it"
	case upstream.NotExecutable:
		return "it is marked as no program. Allow it with chmod +x, or name a file that ends in .py, .js or .java"
	case upstream.NotPlain, upstream.NotAProgram:
	}
	return "it is no program. Name a file that ends in .py, .js, .java or .jar, or a program"
}

// ServerEnd returns one line for a person: that their own server ended, and why as far as it is known.
func ServerEnd(o session.OwnServer) string {
	var how string
	switch {
	case o.Exit.Signal != "":
		how = "it was ended by " + o.Exit.Signal
	case o.Exit.Code == 0:
		how = "it came to its end by itself"
	default:
		how = fmt.Sprintf("it ended with status %d", o.Exit.Code)
	}
	if cause := serverCause(o.Cause); cause != "" {
		how += ", because " + cause
	}
	return "your server does not run any more: " + how
}

// serverCause says why a server ended; "" if it is not known.
func serverCause(c upstream.Cause) string {
	where := ""
	if c.File != "" && c.Line > 0 {
		where = fmt.Sprintf(" (%s, line %d)", printable.Escape(filepath.Base(c.File)), c.Line)
	}
	switch c.Kind {
	case upstream.PortTaken:
		if c.Port > 0 {
			return fmt.Sprintf("port %d is in use already%s", c.Port, where)
		}
		return "the port that it wants is in use already" + where
	case upstream.AddressNotHere:
		return fmt.Sprintf("it wants the address %s, which this computer does not have%s; 0.0.0.0 always works", printable.Escape(c.Address), where)
	case upstream.ModuleMissing:
		return fmt.Sprintf("the module %s is not installed%s", printable.Escape(c.Text), where)
	case upstream.SyntaxFault:
		return "its source has a mistake" + where + ": " + printable.Escape(c.Text)
	case upstream.Fault:
		return "of an error" + where + ": " + printable.Escape(c.Text)
	case upstream.NoCause:
	}
	return ""
}

// reportServer journals each end of the person's own server until ctx ends. It returns at once if the game has none.
func reportServer(ctx context.Context, s *session.Session, j *journal.Journal) {
	if s.Snapshot().Server.State == session.NoServer {
		return
	}
	ticker := time.NewTicker(pollInterval)
	defer ticker.Stop()
	last := session.NoServer
	for {
		if now := s.Snapshot().Server; now.State != last {
			last = now.State
			if last == session.ServerEnded {
				j.Event(time.Now(), journal.Event{Kind: journal.Trouble, Seat: -1, Detail: ServerEnd(now)})
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}
