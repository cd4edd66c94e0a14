package game

// message is one message of a greeting or a state: a text, or bytes. Bytes are shared, not copied.
type message struct {
	text  template
	bytes []byte
}

func textMessage(text string) message { return message{text: newTemplate(text)} }

func hexMessage(digits string) message { return message{bytes: mustHex(digits)} }

func (g *Game) fileMessage(name string) message { return message{bytes: g.Files[name]} }

// append appends the message for a player to dst.
func (m message) append(dst []byte, p *PlayerInfo) []byte {
	return append(m.text.append(dst, p), m.bytes...)
}
