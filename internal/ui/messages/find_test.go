package messages

import "testing"

func TestFindShowsRecordsThatContainTheText(t *testing.T) {
	p := open(t)
	p.log("Hello", "SHELL", "helium", "world", "Straße", "STRASSE", "ÄPFEL", "日本語", "a\nb", "\xffhel")
	for _, c := range []struct {
		find string
		want []string
	}{
		{"hel", []string{"Hello", "SHELL", "helium", "ff 68 65 6c"}},
		{"HEL", []string{"Hello", "SHELL", "helium", "ff 68 65 6c"}},
		{"hell", []string{"Hello", "SHELL"}},
		{"straß", []string{"Straße"}},
		{"äpfel", []string{"ÄPFEL"}},
		{"Äpf", []string{"ÄPFEL"}},
		{"本", []string{"日本語"}},
		{"l", []string{"Hello", "SHELL", "helium", "world", "ÄPFEL", "ff 68 65 6c"}},
		{"nowhere", nil},
	} {
		p.TypeInto(p.messages.Find, c.find)
		p.checkReceived(c.want...)
	}
	p.TypeInto(p.messages.Find, "")
	if got := len(p.rows()); got != 10 {
		t.Errorf("an empty search shows %d rows, want all 10", got)
	}
}

func TestFindSearchesAnswers(t *testing.T) {
	p := open(t)
	p.Journal.Message(noon, 0, []byte("ping"), []byte("Pong"), 1, 0)
	p.log("other")
	p.TypeInto(p.messages.Find, "pong")
	p.checkReceived("ping")
}

func TestFindSearchesTheMiddleOfALongMessage(t *testing.T) {
	p := open(t)
	long := make([]byte, 4000)
	for i := range long {
		long[i] = '.'
	}
	copy(long[2000:], "needle")
	p.log(string(long), "straw")
	p.TypeInto(p.messages.Find, "NEEDLE")
	if got := len(p.rows()); got != 1 {
		t.Errorf("%d rows", got)
	}
}

func TestNewMessagesAreFilteredToo(t *testing.T) {
	p := open(t)
	p.TypeInto(p.messages.Find, "yes")
	p.log("no 1", "yes 1", "no 2", "yes 2")
	p.awaitReceived("yes 1", "yes 2")
	p.log("no 3", "Yes 3")
	p.awaitReceived("yes 1", "yes 2", "Yes 3")
}
