package games

import (
	"slices"
	"strings"

	"porchlight/internal/ui/kit"
)

// troubleKind is what went wrong.
type troubleKind uint8

const (
	fileInvalid   troubleKind = iota + 1 // the file of the form's item is no game
	nameUsed                             // by another game than the form's
	exportRefused                        // of the form's game
	saveFailed                           // of any game
	deleteFailed                         // subject: the file
	exportFailed
	openFailed   // of a file that the dialog offered
	importFailed // subject: the file
)

// trouble is one thing that went wrong. There is one of a kind and subject at most.
type trouble struct {
	kind     troubleKind
	subject  string
	sentence string
}

// troubles keep what went wrong until it is resolved or dismissed. The banner shows the newest, together with the others
// of its kind. UI goroutine only.
type troubles struct {
	banner *kit.Banner
	list   []trouble // oldest first
	shown  string    // in the banner; "": it is hidden
}

func newTroubles() *troubles {
	t := &troubles{banner: kit.NewBanner()}
	t.banner.OnDismissed = t.dismiss
	return t
}

// report shows a trouble in place of one of the same kind and subject.
func (t *troubles) report(kind troubleKind, subject, sentence string) {
	t.remove(func(other trouble) bool { return other.kind == kind && other.subject == subject })
	t.list = append(t.list, trouble{kind, subject, sentence})
	t.show()
}

// resolve removes the troubles of a kind and subject.
func (t *troubles) resolve(kind troubleKind, subject string) {
	t.remove(func(other trouble) bool { return other.kind == kind && other.subject == subject })
	t.show()
}

// resolveItem removes the troubles that are about the form's item.
func (t *troubles) resolveItem() {
	t.remove(func(other trouble) bool { return other.kind <= exportRefused })
	t.show()
}

// dismiss removes the troubles that the banner showed until now.
func (t *troubles) dismiss() {
	t.shown = ""
	if len(t.list) > 0 {
		newest := t.list[len(t.list)-1].kind
		t.remove(func(other trouble) bool { return other.kind == newest })
	}
	t.show()
}

func (t *troubles) remove(which func(trouble) bool) { t.list = slices.DeleteFunc(t.list, which) }

// show updates the banner.
func (t *troubles) show() {
	var sentences []string
	for _, other := range t.list {
		if other.kind == t.list[len(t.list)-1].kind {
			sentences = append(sentences, other.sentence)
		}
	}
	text := strings.Join(sentences, "\n")
	if text == t.shown {
		return
	}
	t.shown = text
	if text == "" {
		t.banner.Clear()
		return
	}
	t.banner.Show(kit.Notice{Sentence: text, Trouble: true})
}
