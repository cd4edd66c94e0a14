package game

// Texts are the texts that the host itself sends in a game. They are safe for concurrent use.
type Texts struct {
	greetings [][]message // by seat

	nameReply, roster, announceJoin, announceLeave template
}

// Texts returns the game's texts.
func (g *Game) Texts() *Texts {
	return &Texts{
		greetings:     g.greetings(),
		nameReply:     g.text(g.NameReply, g.NameReplyBytes),
		roster:        g.text(g.Roster, g.RosterBytes),
		announceJoin:  g.text(g.AnnounceJoin, g.JoinBytes),
		announceLeave: g.text(g.AnnounceLeave, g.LeaveBytes),
	}
}

// greetings returns the messages of the greeting by seat, in the form that the game has.
func (g *Game) greetings() [][]message {
	var all [][]message
	for _, form := range []struct {
		seats   [][]string
		message func(string) message
	}{
		{g.Greeting, textMessage},
		{g.GreetingHex, hexMessage},
		{g.GreetingFiles, g.fileMessage},
	} {
		for _, texts := range form.seats {
			var messages []message
			for _, s := range texts {
				messages = append(messages, form.message(s))
			}
			all = append(all, messages)
		}
	}
	return all
}

// Greeting returns the first messages to a player. An empty text in a list stands for none.
func (t *Texts) Greeting(to *PlayerInfo) [][]byte {
	if len(t.greetings) == 0 {
		return nil
	}
	var texts [][]byte
	for _, m := range t.greetings[to.Seat%len(t.greetings)] {
		text := m.bytes
		if text == nil {
			text = m.text.append(nil, to)
		}
		if len(text) > 0 {
			texts = append(texts, text)
		}
	}
	return texts
}

// NameReply returns the answer to a player's name; ok is false if there is none.
func (t *Texts) NameReply(to *PlayerInfo) (text []byte, ok bool) { return t.nameReply.expand(to) }

// HasRoster reports whether a new player is told of those in its room.
func (t *Texts) HasRoster() bool { return len(t.roster) > 0 }

// Present returns what a new player is told of one that is in its room already; ok is false if that is nothing.
func (t *Texts) Present(player *PlayerInfo) (text []byte, ok bool) { return t.roster.expand(player) }

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
