package test

import (
	"encoding/binary"
	"io"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestAnotherProgramOnThePortIsNamedAndAFreePortOffered(t *testing.T) {
	t.Parallel()
	h := buildHouse(t)
	occupies(t, h.home, 5555)
	occupies(t, h.home, 5556)
	h.open(t, openDesktop(t))
	h.clicksOn("Start hosting")
	h.says("The program “python3")
	h.says("already uses port 5555")
	h.clicksOn("Use 5557")
	h.says("this computer reaches " + atHome + ":5557")
	visitFrom(t, h.away, atHome+":5557").echoes("found it")

	p := launch(t, h.home.Command(built, "--headless"))
	p.endsWith(1)
	p.saysInOneLine("port 5555", "python3", "--port 5558")
}

func TestAnotherProgramThatTakesWhatIsSentHereIsFoundOut(t *testing.T) {
	t.Parallel()
	h := buildHouse(t)
	occupies(t, h.home, 6666)
	if err := h.home.Divert(5555, 6666); err != nil {
		t.Fatal(err)
	}
	p := launch(t, h.home.Command(built, "--headless", "--json"))
	p.awaitPort()
	trouble := p.awaitEvents("trouble", 1)[0]
	if said, _ := trouble["detail"].(string); !strings.Contains(said, "another program takes what is sent to "+theGame) {
		t.Errorf("it tells %v", trouble)
	}
	p.stop()

	h.open(t, openDesktop(t), "--start")
	h.says("Another program on this computer takes")
	h.says("Something is in the way")
	h.saysNoMore("this computer reaches")
	h.clicksOn("Use 5556")
	h.says("this computer reaches " + atHome + ":5556")
	h.saysNoMore("Another program")
	visitFrom(t, h.away, atHome+":5556").echoes("found it")
	h.says("A friend reached you from " + atAway + " at")
}

func TestTheAndroidToolsAreNamedAndCanBeKicked(t *testing.T) {
	t.Parallel()
	port := freePort(t)
	w := openWindow(t, "--start", "--port", strconv.Itoa(port))
	w.says("Waiting for players")
	adb, err := dial(port)
	w.does(err)
	defer func() { _ = adb.Close() }()
	// An adb CONNECT message: its command, a version, the most it takes, how much follows with its sum,
	// and the command with all bits turned.
	var head []byte
	for _, word := range []uint32{0x4e584e43, 0x01000001, 1 << 20, 0, 0, 0xb1a7b1bc} {
		head = binary.LittleEndian.AppendUint32(head, word)
	}
	_, err = adb.Write(head)
	w.does(err)
	w.says("Android tools")
	w.says("is adb, a tool for Android phones")
	w.clicksOn("Kick it")
	w.says("was kicked")
	w.does(adb.SetReadDeadline(time.Now().Add(patience)))
	if _, err := io.Copy(io.Discard, adb); err != nil {
		t.Errorf("its connection ended with %v", err)
	}
	w.saysNoMore("is adb")
	w.says("Nobody is here.")
}
