// Porchlight hosts small games on your network, in a window or in the terminal.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"syscall"
	"time"

	"porchlight/assets"
	"porchlight/internal/game"
	"porchlight/internal/host"
	"porchlight/internal/journal"
	"porchlight/internal/lan"
	"porchlight/internal/logfile"
	"porchlight/internal/session"
	"porchlight/internal/terminal"
	"porchlight/internal/upstream"
)

// Exit statuses.
const (
	couldNotHost = 1
	couldNotJoin = 1
	endedLate    = 1
	wrongFlags   = 2
	badGame      = 2
	crashed      = 3
)

func main() { os.Exit(run(os.Args[1:])) }

func run(args []string) int {
	if len(args) > 0 && args[0] == upstream.KeeperCommand {
		return keepServer(args[1:])
	}
	if len(args) > 0 && args[0] == joinCommand {
		return join(args[1:])
	}
	o, err := parse(args)
	if err != nil || !o.opensWindow() {
		toConsole()
	}
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Print(usage)
		return 0
	case err != nil:
		fail(err.Error())
		return wrongFlags
	case o.version:
		fmt.Println("Porchlight", versionText())
		return 0
	case o.licences:
		fmt.Print(assets.LicenceTexts)
		return 0
	}
	lib, err := openLibrary()
	if err != nil {
		fail(err.Error())
		return couldNotHost
	}
	if o.listGames {
		listGames(lib)
		return 0
	}
	chosen, err := chosenGame(o, lib) // nil: the last choice in the window, or Echo
	if err != nil {
		if o.json {
			_ = terminal.PrintBadGame(os.Stdout, time.Now(), err) // standard error has it too
		}
		fail(err.Error())
		return badGame
	}
	if o.log != "" {
		if err := logfile.Check(o.log); err != nil {
			fail(noLog(o.log, err))
			return couldNotHost
		}
	}
	switch {
	case !o.opensWindow():
		return inTerminal(o, chosen)
	case !hasDisplay():
		say("there is no display to open the window on, so Porchlight hosts here in the terminal.")
		return inTerminal(o, chosen)
	}
	if inWindow(o, lib, chosen) {
		return 0
	}
	const why = "the window could not be opened: the display has no OpenGL or does not let this account in."
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		// After a double-click, there is no visible terminal.
		fail(why + " Update the graphics driver, or host without a window: porchlight --headless.")
		return couldNotHost
	}
	say(why + " Porchlight hosts here in the terminal instead.")
	return inTerminal(o, chosen)
}

// keepServer runs a server for another run of this program, which ends with that. It returns the exit status.
func keepServer(args []string) int {
	status := upstream.RunKeeper(args)
	if status == upstream.NotAKeeper {
		fail(upstream.KeeperCommand + " is a command that only Porchlight itself uses, to end a server together with itself.")
	}
	return status
}

// inTerminal hosts without a window until it is interrupted. It returns the exit status.
func inTerminal(o options, g *game.Game) int {
	if g == nil {
		g = game.Echo()
	}
	ownConsole()
	ctx, stop := untilInterrupted()
	defer stop()
	// Hosting continues if the reader of the output exits, as head does.
	signal.Ignore(syscall.SIGPIPE)
	networks := lan.Watch()
	defer networks.Close()
	j := journal.New(journal.Options{})
	h := host.New(j)
	defer limitMemory(h)()
	c := newCatcher(h)
	defer c.catch()
	c.watch()
	if o.log != "" {
		log := logfile.Open(o.log, j, o.reachable(networks))
		c.log = log
		defer reportLogErrors(log, say)()
	}
	if folder := unwritable(); folder != "" {
		say(unwritableTrouble(folder))
	}
	list, err := openAccessList()
	if err != nil {
		say(accessListTrouble(err))
	}
	shared := openSharing()
	defer shared.end()
	if shared.HasOthers() {
		say(sharedTrouble)
	}
	s := session.New(session.Options{
		Host:     h,
		Journal:  j,
		Networks: networks,
		Sharing:  shared,
		Game:     g,
		Base:     host.Config{Addr: o.bind, ReadBuffer: or(o.buffer, 0), AccessList: list, OnPanic: c.reports.Fault},
		Flags:    o.session(true),
		Keeper:   keeper(),
		Catch:    c.catch,
	})
	defer s.Close()
	err = terminal.Run(ctx, terminal.Options{
		Session:  s,
		Journal:  j,
		GameName: g.Name,
		JSON:     o.json,
		Quiet:    o.quiet,
		Out:      os.Stdout,
		Tell:     say,
		Catch:    c.catch,
	})
	if err != nil {
		fail(terminal.Explain(err))
		return couldNotHost
	}
	return 0
}
