package host_test

import (
	"encoding/binary"
	"testing"

	"porchlight/internal/access"
	"porchlight/internal/host"
	"porchlight/internal/journal"
	"porchlight/internal/web"
)

// adbHello is the head of the first message of adb (AOSP, packages/modules/adb/protocol.txt).
func adbHello() []byte {
	const connect, version, largest = 0x4e584e43, 0x01000001, 1 << 20
	var head []byte
	for _, word := range []uint32{connect, version, largest, 7, 0x32d, connect ^ 0xffffffff} {
		head = binary.LittleEndian.AppendUint32(head, word)
	}
	return head
}

func TestTheAndroidToolsOfThisMachineGetTheirName(t *testing.T) {
	t.Parallel()
	for name, page := range map[string]*web.Page{"no browsers": nil, "browsers": pages()} {
		t.Run(name, func(t *testing.T) {
			h := open(t, host.Config{Page: page})
			g := h.Dial()
			g.Echo(string(adbHello()) + "host::\x00")
			p, in := h.Player(g.Addr())
			if !in || p.Name != host.ADBName {
				t.Errorf("in: %t, its name is %q", in, p.Name)
			}
			named := h.Events(journal.Named)
			if len(named) != 1 || named[0].Detail != host.ADBName || named[0].Addr() != g.Addr() || named[0].Seat != 0 {
				t.Errorf("the journal names %+v", named)
			}
			h.WaitMessages(1)
		})
	}
}

func TestAClientThatIsSilentAtFirstCanBeTheAndroidTools(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Page: pages()})
	g := h.Connect()
	g.Echo(string(adbHello()))
	if p, _ := h.Player(g.Addr()); p.Name != host.ADBName {
		t.Errorf("its name is %q", p.Name)
	}
}

func TestOtherBytesAreNotTheAndroidTools(t *testing.T) {
	t.Parallel()
	head := string(adbHello())
	wrongEnd := adbHello()
	wrongEnd[23]++
	h := open(t, host.Config{})
	for _, messages := range [][]string{
		{head[:23]},
		{string(wrongEnd)},
		{"OPEN" + head[4:]},
		{"cnxn" + head[4:]},
		{"x" + head},
		{"hello", head},
	} {
		g := h.Dial()
		for _, m := range messages {
			g.Echo(m)
		}
		if p, in := h.Player(g.Addr()); !in || p.Name != "" {
			t.Errorf("%q: in %t, its name is %q", messages, in, p.Name)
		}
	}
	if n := len(h.Events(journal.Named)); n != 0 {
		t.Errorf("%d were named", n)
	}
}

func TestTheAndroidToolsOfAnotherMachineArePlayersLikeOthers(t *testing.T) {
	t.Parallel()
	for _, page := range []*web.Page{nil, pages()} {
		h := open(t, host.Config{Page: page})
		g := h.accept(access.Nearby)
		g.Echo(string(adbHello()))
		if p, in := h.Player(g.Addr()); !in || p.Name != "" {
			t.Errorf("in: %t, its name is %q", in, p.Name)
		}
	}
}
