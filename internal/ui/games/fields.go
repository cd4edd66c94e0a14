package games

import (
	"fyne.io/fyne/v2/lang"

	"porchlight/internal/game"
)

// fields returns the fields of the form, in their order.
func fields() []field {
	return []field{
		textField("name", lang.L("Name"), lang.L("What the game is called here."), func(g *game.Game) *string { return &g.Name }),
		textField("about", lang.L("For which clients"), lang.L("One sentence, for whoever chooses the game."), func(g *game.Game) *string { return &g.About }),
		{
			key: "rule", label: lang.L("Rule"), choices: game.RuleNames(),
			help: lang.L("echo: the message comes back. reply: always the same answer. swap: what the other player said last. relay: to the others. broadcast: to everybody."),
			read: func(g *game.Game) string { return g.Rule }, write: func(g *game.Game, s string) bool { g.Rule = s; return true },
		},
		numberField("players", lang.L("Players"), lang.L("How many may play at once. 0 is no limit."), func(g *game.Game) *int { return &g.Players }),
		numberField("room", lang.L("Players per room"), lang.L("2 makes pairs: players 0 and 1, 2 and 3. 0 puts everybody together."), func(g *game.Game) *int { return &g.Room }),
		framingField("framing.in", lang.L("Messages come as"), lang.L("raw: what arrives at once. line: up to the end of a line. nul: up to a zero byte. end:TEXT: up to that text. u16be, u16le, u32be, u32le: a length in 2 or 4 bytes before each message. header:N: a length in N characters before each message."), true),
		framingField("framing.out", lang.L("Answers go as"), lang.L("The same choices, for what is sent to players; crlf ends lines as Windows does."), false),
		textField("reply", lang.L("Answer"), lang.L("For the rule reply: the answer to every message."), func(g *game.Game) *string { return &g.Reply }),
		messagesField("greeting", lang.L("Greeting"), lang.L("What a new player is sent first. One line for all, or a line for each seat, with \\| between two messages. {seat}, {number} (the seat from 1), {room}, {name}, {players} and {address} stand for values."), func(g *game.Game) *[][]string { return &g.Greeting }),
		messagesField("greeting_files", lang.L("Greeting from files"), lang.L("Names of files beside the game's own, a line for each seat, with \\| between two messages."), func(g *game.Game) *[][]string { return &g.GreetingFiles }),
		boolField("greeting_raw", lang.L("Send the greeting raw"), lang.L("Without what marks the end or the length of other messages."), func(g *game.Game) *bool { return &g.GreetingRaw }),
		listField("state", lang.L("First positions"), lang.L("For the rule swap: what a seat said last before it says anything, a line for each seat."), func(g *game.Game) *[]string { return &g.State }),
		listField("state_files", lang.L("First positions from files"), lang.L("The same from files beside the game's own."), func(g *game.Game) *[]string { return &g.StateFiles }),
		boolField("name_first", lang.L("The first message is the player's name"), lang.L("It is kept as the name and not passed on."), func(g *game.Game) *bool { return &g.NameFirst }),
		textField("name_reply", lang.L("Answer to the name"), lang.L("Leave empty for none."), func(g *game.Game) *string { return &g.NameReply }),
		textField("prefix", lang.L("Before each message"), lang.L("For relay and broadcast, as in “{name}: ”."), func(g *game.Game) *string { return &g.Prefix }),
		textField("suffix", lang.L("After each message"), lang.L("For relay and broadcast, as in “\\n”."), func(g *game.Game) *string { return &g.Suffix }),
		boolField("name_frame", lang.L("Send the name as a message of its own before each"), lang.L("For relay and broadcast."), func(g *game.Game) *bool { return &g.NameFrame }),
		textField("roster", lang.L("Tell a new player of each one in its room"), lang.L("As in “{name} is here”. Leave empty for nothing."), func(g *game.Game) *string { return &g.Roster }),
		textField("announce_join", lang.L("When a player joins, tell the others"), lang.L("As in “{name} joined”. Leave empty for nothing."), func(g *game.Game) *string { return &g.AnnounceJoin }),
		textField("announce_leave", lang.L("When a player leaves, tell the others"), lang.L("As in “{name} left”. Leave empty for nothing."), func(g *game.Game) *string { return &g.AnnounceLeave }),
		numberField("buffer", lang.L("Bytes read at once"), lang.L("With raw messages this is the longest one; 2048 in most tutorials."), func(g *game.Game) *int { return &g.Buffer }),
		numberField("largest", lang.L("Largest message"), lang.L("In bytes. A player that sends a larger one is disconnected. Raw messages are not affected."), func(g *game.Game) *int { return &g.Largest }),
	}
}
