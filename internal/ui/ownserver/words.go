package ownserver

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2/lang"

	"porchlight/internal/printable"
	"porchlight/internal/session"
	"porchlight/internal/upstream"
)

// StartSentence returns a sentence about an error of starting the person's own server; "" for another error.
func StartSentence(err error) string {
	var (
		consent *session.ConsentError
		port    *session.ServerPortError
		file    *upstream.FileError
		missing *upstream.MissingError
		start   *upstream.StartError
	)
	switch {
	case errors.As(err, &consent):
		return lang.L("This game starts a program on this computer, and you have not said yet that it may. Press Start, and look at it.")
	case errors.As(err, &port):
		return portSentence(port)
	case errors.As(err, &file):
		return fileSentence(file)
	case errors.As(err, &missing):
		data := map[string]any{"File": baseName(missing.File), "Language": printable.Escape(missing.Language), "Programs": printable.Escape(strings.Join(missing.Programs, ", "))}
		if missing.Language == "" {
			return lang.L("{{.File}} needs a program that is not on this computer: {{.Programs}}. Install it, and try again.", data)
		}
		return lang.L("{{.File}} needs {{.Language}}, which is not on this computer. Install it, and try again.", data)
	case errors.As(err, &start):
		data := map[string]any{"Program": printable.Escape(start.Program), "Folder": printable.Escape(start.Folder)}
		switch {
		case errors.Is(err, fs.ErrPermission):
			return lang.L("This computer does not let Porchlight run {{.Program}} in {{.Folder}}. Look at who may read and run it.", data)
		case errors.Is(err, fs.ErrNotExist):
			return lang.L("Your server could not be started: {{.Program}}, or the folder {{.Folder}}, is not there. Perhaps it was moved or renamed.", data)
		}
		return lang.L("Your server could not be started with {{.Program}} in {{.Folder}}. Try whether it starts without Porchlight.", data)
	}
	return ""
}

// portSentence returns the sentence about a server that listens on the port that friends should use.
func portSentence(e *session.ServerPortError) string {
	data := map[string]any{"Port": e.Port, "Free": e.Free, "Line": e.Line, "File": baseName(e.File), "Text": e.Text}
	switch {
	case e.Free > 0 && e.Line > 0:
		return lang.L("Your server uses port {{.Port}} itself, the one friends should type. Host on {{.Free}}, or change line {{.Line}} of {{.File}}: {{.Text}}", data)
	case e.Free > 0:
		return lang.L("Your server uses port {{.Port}} itself, the one friends should type. Host on {{.Free}}, or change the port in your server.", data)
	}
	return lang.L("Your server uses port {{.Port}} itself, the one friends should type. Host on another port.", data)
}

// fileSentence returns the sentence about a file that cannot be run.
func fileSentence(e *upstream.FileError) string {
	data := map[string]any{"File": baseName(e.File)}
	switch e.Fault {
	case upstream.NotThere:
		return lang.L("There is no file {{.File}}. Choose the file of your server.", data)
	case upstream.IsFolder:
		return lang.L("{{.File}} is a folder. Choose the file of your server in it.", data)
	case upstream.NotReadable:
		return lang.L("This computer does not let Porchlight read {{.File}}. Copy it to a folder of your own.", data)
	case upstream.NotExecutable:
		return lang.L("{{.File}} is not marked as a program. Mark it as one (chmod +x), or choose a file that ends in .py, .js or .java.", data)
	case upstream.IsSource:
		return lang.L("{{.File}} must be compiled first. Choose the program that your compiler makes of it.", data)
	case upstream.NotPlain, upstream.NotAProgram:
	}
	return lang.L("{{.File}} is not a program. Choose a file that ends in .py, .js, .java or .jar, or a program.", data)
}

// EndSentence returns the sentence about a server that ended by itself.
func EndSentence(exit upstream.Exit, cause upstream.Cause) string {
	data := map[string]any{"Why": causeText(cause), "Signal": printable.Escape(exit.Signal), "Code": exit.Code}
	switch {
	case cause.Kind != upstream.NoCause:
		return lang.L("Your server has stopped: {{.Why}}.", data)
	case exit.Signal != "":
		return lang.L("Your server has stopped: this computer ended it ({{.Signal}}).", data)
	case exit.Code == 0:
		return lang.L("Your server has stopped: it came to its end by itself.")
	case exit.Code > 0:
		return lang.L("Your server has stopped with an error (status {{.Code}}).", data)
	}
	return lang.L("Your server has stopped.")
}

// causeText returns the cause of a server's end as part of a sentence.
func causeText(c upstream.Cause) string {
	data := map[string]any{"Port": c.Port, "Address": printable.Escape(c.Address), "Text": strings.TrimRight(printable.Escape(c.Text), "."), "File": baseName(c.File), "Line": c.Line}
	text := ""
	switch c.Kind {
	case upstream.PortTaken:
		text = lang.L("the port that it wants is used by another program")
		if c.Port > 0 {
			text = lang.L("port {{.Port}} is used by another program", data)
		}
	case upstream.AddressNotHere:
		text = lang.L("it wants an address that this computer does not have; 0.0.0.0 always works")
		if c.Address != "" {
			text = lang.L("it wants the address {{.Address}}, which this computer does not have; 0.0.0.0 always works", data)
		}
	case upstream.ModuleMissing:
		text = lang.L("{{.Text}}, which it needs, is not installed", data)
	case upstream.SyntaxFault, upstream.Fault, upstream.NoCause:
		text = strings.TrimRight(printable.Escape(c.Text), ".")
	}
	if c.File != "" && c.Line > 0 {
		text += lang.L(" ({{.File}}, line {{.Line}})", data)
	}
	return text
}

// baseName returns the name of a file without its folder, safe to show.
func baseName(path string) string { return printable.Escape(filepath.Base(path)) }
