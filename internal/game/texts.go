package game

// Texts are the texts that the host itself sends in a game. They are safe for concurrent use.
type Texts struct {
	greetings     []template
	greetingFiles [][]byte

	nameReply, announceJoin, announceLeave template
}

// Texts returns the game's texts.
func (g *Game) Texts() *Texts {
	t := &Texts{
		nameReply:     newTemplate(g.NameReply),
		announceJoin:  newTemplate(g.AnnounceJoin),
		announceLeave: newTemplate(g.AnnounceLeave),
	}
	for _, s := range g.Greeting {
		t.greetings = append(t.greetings, newTemplate(s))
	}
	for _, name := range g.GreetingFiles {
		t.greetingFiles = append(t.greetingFiles, g.Files[name])
	}
	return t
}

// Greeting returns the first message to a player; ok is false if there is none for its seat. An empty
// text in a list stands for no greeting.
func (t *Texts) Greeting(to *PlayerInfo) (text []byte, ok bool) {
	switch {
	case len(t.greetingFiles) > 0:
		text = t.greetingFiles[to.Seat%len(t.greetingFiles)]
	case len(t.greetings) > 0:
		text = t.greetings[to.Seat%len(t.greetings)].append(nil, to)
	}
	return text, len(text) > 0
}

// NameReply returns the answer to a player's name; ok is false if there is none.
func (t *Texts) NameReply(to *PlayerInfo) (text []byte, ok bool) { return t.nameReply.expand(to) }

// Joined returns the announcement of a new player to the others in its room; ok is false if there is none.
func (t *Texts) Joined(player *PlayerInfo) (text []byte, ok bool) {
	return t.announceJoin.expand(player)
}

// TellsLeaves reports whether leaves are announced.
func (t *Texts) TellsLeaves() bool { return len(t.announceLeave) > 0 }

// Left returns the announcement of a player that has left to the others in its room; ok is false if
// there is none.
func (t *Texts) Left(player *PlayerInfo) (text []byte, ok bool) {
	return t.announceLeave.expand(player)
}
