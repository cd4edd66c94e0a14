package session

import (
	"slices"
	"strings"

	"porchlight/internal/game"
	"porchlight/internal/upstream"
)

// maxAgreed is the number of commands to which the person has agreed that are remembered: the newest ones.
const maxAgreed = 200

// ConsentError is the error of a start where the game would run a command to which the person has not agreed, or which
// has changed since.
type ConsentError struct {
	Command     upstream.Command
	Fingerprint string // for Agree: of the command and the contents of its files
}

func (e *ConsentError) Error() string { return "the game would run " + e.Command.String() }

// checkConsent returns a *ConsentError if the person has not agreed to the game's command.
func (s *Session) checkConsent(g *game.Game) error {
	if s.flags.AllowCommand {
		return nil
	}
	c := commandOf(g)
	fingerprint, err := c.Fingerprint(true)
	if err != nil {
		return err
	}
	if slices.Contains(s.agreed(), fingerprint) {
		return nil
	}
	return &ConsentError{c, fingerprint}
}

// agreed returns the fingerprints of the commands to which the person has agreed.
func (s *Session) agreed() []string { return strings.Fields(s.prefs.String(keyAgreed)) }

// Agree remembers that the person has seen and wants what a ConsentError is about. A command whose files have changed
// since is asked about again.
func (s *Session) Agree(fingerprint string) {
	s.command(func() {
		agreed := append(s.agreed(), fingerprint)
		s.prefs.SetString(keyAgreed, strings.Join(agreed[max(0, len(agreed)-maxAgreed):], " "))
	})
}
