package main

import (
	"errors"
	"fmt"
	"image"
)

// scene is one state of the window, or of one that it opens, to show.
type scene struct {
	name  string
	flags []string
	first bool // the first start ever
	play  func(s *stage) error
	title string // of the window to show, in its own size; "": the main one, in every size
}

// hostIP is the computer's that the window is on.
const hostIP = "192.168.1.23"

var scenes = []scene{
	{name: "welcome", first: true, play: func(s *stage) error { return s.says("Welcome to Porchlight") }},
	{name: "first-run", play: func(s *stage) error { return s.says("Not hosting") }},
	{name: "hosting-nobody", flags: hosting, play: checked},
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

func checked(s *stage) error { return s.says("this computer reaches") }

// opening opens a window by a button and waits for what it says.
func opening(button, says string) func(*stage) error {
	return func(s *stage) error {
		if err := checked(s); err != nil {
			return err
		}
		return errors.Join(s.clickOn(button), s.says(says))
	}
}

// fromMenu opens a window from the menu and waits for what it says.
func fromMenu(item, says string) func(*stage) error {
	return func(s *stage) error {
		if err := checked(s); err != nil {
			return err
		}
		return errors.Join(s.clickOn("More"), s.clickOn(item), s.says(says))
	}
}

func about(s *stage) error {
	return errors.Join(s.clickOn("More"), s.clickOn("About Porchlight"), s.says("What it is made of"))
}

func helpPage(page, says string) func(*stage) error {
	return func(s *stage) error {
		if err := opening("A friend can't connect", "Likely causes")(s); err != nil {
			return err
		}
		return errors.Join(s.clickOn(page), s.says(says))
	}
}

func scan(s *stage) error {
	if err := opening("Invite", "For a phone")(s); err != nil {
		return err
	}
	return s.clickOn("Show it large")
}

// practice has one player that the person opened speak.
func practice(s *stage) error {
	if err := opening("Try it yourself", "Connected to")(s); err != nil {
		return err
	}
	for _, msg := range []string{"hello", "lantern", "goodbye"} {
		if err := errors.Join(s.desktop.Type(msg), s.desktop.Press("Return")); err != nil {
			return err
		}
	}
	return s.says("goodbye")
}

// inTheWay has another program take what is sent to the window's computer.
func inTheWay(s *stage) error {
	if err := s.occupy(6666); err != nil {
		return err
	}
	if err := errors.Join(s.home.Redirect(5555, 6666), s.clickOn("Stop hosting"), s.clickOn("Start hosting")); err != nil {
		return err
	}
	return s.says("Something is in the way")
}

// addressChanged gives the computer another address after one was given out.
func addressChanged(s *stage) error {
	if err := checked(s); err != nil {
		return err
	}
	if err := errors.Join(s.clickOn("Copy"), s.home.AddAddress("192.168.7.77/24"), s.home.RemoveAddress(hostIP+"/24")); err != nil {
		return err
	}
	return s.says("Copy the new one")
}

// atTheDoor has two newcomers wait to be let in.
func atTheDoor(s *stage) error {
	if err := fromMenu("Who may come in", "Where they come from")(s); err != nil {
		return err
	}
	if err := errors.Join(s.clickOn("Ask me before"), s.desktop.Press("alt+F4")); err != nil {
		return err
	}
	for i := range 2 {
		if _, err := s.friend(i); err != nil {
			return err
		}
	}
	return s.says("2 people wait")
}

// twoPlayers move about, as in the game of the tutorials.
func twoPlayers(s *stage) error {
	if err := s.says("Waiting for players"); err != nil {
		return err
	}
	return s.game(2, 12)
}

func thirtyPlayers(s *stage) error {
	if err := s.says("Waiting for players"); err != nil {
		return err
	}
	return s.game(30, 3)
}

func portTaken(s *stage) error {
	if err := s.occupy(5555); err != nil {
		return err
	}
	if err := s.clickOn("Start hosting"); err != nil {
		return err
	}
	return s.says("already uses port")
}

func full(s *stage) error {
	if err := twoPlayers(s); err != nil {
		return err
	}
	if _, err := s.friend(2); err != nil {
		return err
	}
	return s.says("somebody at")
}

func closing(s *stage) error {
	if err := twoPlayers(s); err != nil {
		return err
	}
	return s.desktop.PressUntilReadText("alt+F4", "Keep hosting")
}

// game lets so many players come in and say where they are, in turn.
func (s *stage) game(players, rounds int) error {
	var all []*friend
	for i := range players {
		f, err := s.friend(i)
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
			if err := f.echoes(fmt.Sprintf("%d,%d", at[i].X, at[i].Y)); err != nil {
				return err
			}
		}
	}
	if players == 1 {
		return s.says("One player is here")
	}
	return s.says(fmt.Sprintf("%d players are here", players))
}
