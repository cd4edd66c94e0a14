package main

import (
	"errors"
	"fmt"
	"image"
)

// scene is one state of the main window, or of a window that it opens, to take a picture of.
type scene struct {
	name  string
	flags []string
	first bool // the program shows its introduction, as at its first start
	play  func(s *stage) error
	title string // of the window to take, in its own size; "": the main window, in every size
}

// hostIP is the address of the computer that runs the program.
const hostIP = "192.168.1.23"

var scenes = []scene{
	{name: "welcome", first: true, play: func(s *stage) error { return s.waitForText("Welcome to Porchlight") }},
	{name: "first-run", play: func(s *stage) error { return s.waitForText("Not hosting") }},
	{name: "hosting-nobody", flags: hosting, play: waitForSelfTest},
	{name: "hosting-two-players", flags: hosting, play: twoPlayers},
	{name: "hosting-thirty-players", flags: []string{"--start", "--players", "30"}, play: thirtyPlayers},
	{name: "trouble-port-taken", play: portTaken},
	{name: "trouble-in-the-way", flags: hosting, play: inTheWay},
	{name: "address-changed", flags: hosting, play: addressChanged},
	{name: "at-the-door", flags: hosting, play: atTheDoor},
	{name: "full", flags: hosting, play: full},
	{name: "closing", flags: hosting, play: closing},
	{name: "invite", flags: hosting, play: opening("Invite", "For a phone"), title: "Invite friends"},
	{name: "scan", flags: hosting, play: scan, title: "Scan to join"},
	{name: "who-may-come-in", flags: hosting, play: fromMenu("Who may come in", "Where they come from"), title: "Who may come in"},
	{name: "about", play: about, title: "About Porchlight"},
	{name: "practice", flags: hosting, play: practice, title: "Practice player A"},
	{name: "help-times-out", flags: hosting, play: opening("A friend can't connect", "Likely causes"), title: helpTitle},
	{name: "help-same-network", flags: hosting, play: helpPage("Are we on the same", "How your friend finds"), title: helpTitle},
	{name: "help-firewall", flags: hosting, play: helpPage("The firewall", "Look again"), title: helpTitle},
	{name: "help-two-networks", flags: hosting, play: helpPage("Two networks", "one network"), title: helpTitle},
	{name: "help-elsewhere", flags: hosting, play: helpPage("Friends elsewhere", "private network"), title: helpTitle},
}

var hosting = []string{"--start"}

// helpTitle is the title of the help window.
const helpTitle = "What does your friend see?"

func waitForSelfTest(s *stage) error { return s.waitForText("this computer reaches") }

// opening clicks on a button that opens a window and waits for a text.
func opening(button, text string) func(*stage) error {
	return func(s *stage) error {
		if err := waitForSelfTest(s); err != nil {
			return err
		}
		return errors.Join(s.click(button), s.waitForText(text))
	}
}

// fromMenu opens a window from the menu and waits for a text.
func fromMenu(item, text string) func(*stage) error {
	return func(s *stage) error {
		if err := waitForSelfTest(s); err != nil {
			return err
		}
		return errors.Join(s.click("More"), s.click(item), s.waitForText(text))
	}
}

func about(s *stage) error {
	return errors.Join(s.click("More"), s.click("About Porchlight"), s.waitForText("What it is made of"))
}

func helpPage(page, text string) func(*stage) error {
	return func(s *stage) error {
		if err := opening("A friend can't connect", "Likely causes")(s); err != nil {
			return err
		}
		return errors.Join(s.click(page), s.waitForText(text))
	}
}

func scan(s *stage) error {
	if err := opening("Invite", "For a phone")(s); err != nil {
		return err
	}
	return s.click("Show it large")
}

// practice opens a practice player and sends messages.
func practice(s *stage) error {
	if err := opening("Try it yourself", "Connected to")(s); err != nil {
		return err
	}
	for _, msg := range []string{"hello", "lantern", "goodbye"} {
		if err := errors.Join(s.desktop.Type(msg), s.desktop.Press("Return")); err != nil {
			return err
		}
	}
	return s.waitForText("goodbye")
}

// inTheWay redirects connections to the window's computer to another program.
func inTheWay(s *stage) error {
	if err := s.occupy(6666); err != nil {
		return err
	}
	if err := errors.Join(s.home.Redirect(5555, 6666), s.click("Stop hosting"), s.click("Start hosting")); err != nil {
		return err
	}
	return s.waitForText("Something is in the way")
}

// addressChanged changes the address of the computer after the old one was copied.
func addressChanged(s *stage) error {
	if err := waitForSelfTest(s); err != nil {
		return err
	}
	if err := errors.Join(s.click("Copy"), s.home.AddAddress("192.168.7.77/24"), s.home.RemoveAddress(hostIP+"/24")); err != nil {
		return err
	}
	return s.waitForText("Copy the new one")
}

// atTheDoor has two players wait for admission.
func atTheDoor(s *stage) error {
	if err := fromMenu("Who may come in", "Where they come from")(s); err != nil {
		return err
	}
	if err := errors.Join(s.click("Ask me before"), s.desktop.Press("alt+F4")); err != nil {
		return err
	}
	for i := range 2 {
		if _, err := s.connect(i); err != nil {
			return err
		}
	}
	return s.waitForText("2 people wait")
}

// twoPlayers has two players move about, as in the game of the tutorials.
func twoPlayers(s *stage) error {
	if err := s.waitForText("Waiting for players"); err != nil {
		return err
	}
	return s.game(2, 12)
}

func thirtyPlayers(s *stage) error {
	if err := s.waitForText("Waiting for players"); err != nil {
		return err
	}
	return s.game(30, 3)
}

func portTaken(s *stage) error {
	if err := s.occupy(5555); err != nil {
		return err
	}
	if err := s.click("Start hosting"); err != nil {
		return err
	}
	return s.waitForText("already uses port")
}

func full(s *stage) error {
	if err := twoPlayers(s); err != nil {
		return err
	}
	if _, err := s.connect(2); err != nil {
		return err
	}
	return s.waitForText("somebody at")
}

func closing(s *stage) error {
	if err := twoPlayers(s); err != nil {
		return err
	}
	return s.desktop.PressUntilReadText(s.program, "alt+F4", "Keep hosting")
}

// game connects players who send their positions in turn.
func (s *stage) game(players, rounds int) error {
	var all []*friend
	for i := range players {
		f, err := s.connect(i)
		if err != nil {
			return err
		}
		all = append(all, f)
	}
	at := make([]image.Point, players)
	for i := range at {
		at[i] = image.Pt(50+50*(i%10), 50+50*(i/10))
	}
	for round := range rounds {
		for i, f := range all {
			step := [4]image.Point{{3, 0}, {0, 3}, {3, 3}, {-3, 0}}[(round+i)%4]
			at[i] = at[i].Add(step)
			if err := f.echo(fmt.Sprintf("%d,%d", at[i].X, at[i].Y)); err != nil {
				return err
			}
		}
	}
	if players == 1 {
		return s.waitForText("One player is here")
	}
	return s.waitForText(fmt.Sprintf("%d players are here", players))
}
