package main

import (
	"fmt"
	"image"
)

// scene is one state of the window to show.
type scene struct {
	name  string
	flags []string
	play  func(s *stage) error
}

// hostIP is the computer's that the window is on.
const hostIP = "192.168.1.23"

var scenes = []scene{
	{"first-run", nil, func(s *stage) error { return s.says("Not hosting") }},
	{"hosting-nobody", []string{"--start"}, func(s *stage) error { return s.says("Waiting for players") }},
	{"hosting-two-players", []string{"--start"}, twoPlayers},
	{"hosting-thirty-players", []string{"--start", "--players", "30"}, thirtyPlayers},
	{"trouble-port-taken", nil, portTaken},
	{"full", []string{"--start"}, full},
	{"closing", []string{"--start"}, closing},
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
	if err := s.desktop.Press("alt+F4"); err != nil {
		return err
	}
	return s.says("Keep hosting")
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
