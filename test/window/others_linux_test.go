package window

import (
	"encoding/binary"
	"io"
	"strconv"
	"strings"
	"testing"
	"time"

	"porchlight/test/built"
	"porchlight/test/need"
	"porchlight/test/program"
)

func TestAnotherProgramOnThePortIsNamedAndAFreePortOffered(t *testing.T) {
	t.Parallel()
	l := newLAN(t)
	occupyPort(t, l.host, 5555)
	occupyPort(t, l.host, 5556)
	l.open(t, openDesktop(t))
	l.click("Start hosting")
	l.waitForText("The program “python3")
	l.waitForText("already uses port 5555")
	l.click("Use 5557")
	l.waitForText("this computer reaches " + hostAddress + ":5557")
	program.ConnectPythonFrom(t, l.friends, hostAddress+":5557").Echo("found it")

	p := program.Launch(t, l.host.Command(built.Inspect.Path(t), "--headless"))
	p.WaitForExit(1)
	p.CheckErrorLine("port 5555", "python3", "--port 5558")
}

func TestAnotherProgramThatReceivesTheConnectionsIsDetected(t *testing.T) {
	t.Parallel()
	need.Tools(t, "nft:nftables")
	l := newLAN(t)
	occupyPort(t, l.host, 6666)
	if err := l.host.Redirect(5555, 6666); err != nil {
		t.Fatal(err)
	}
	p := program.Launch(t, l.host.Command(built.Inspect.Path(t), "--headless", "--json"))
	p.WaitForPort()
	trouble := p.WaitForEvents("trouble", 1)[0]
	if detail, _ := trouble["detail"].(string); !strings.Contains(detail, "another program takes what is sent to "+joinAddress) {
		t.Errorf("the event is %v", trouble)
	}
	p.Stop()

	l.open(t, openDesktop(t), "--start")
	l.waitForText("Another program on this computer takes")
	l.waitForTextWithout("Something is in the way", "this computer reaches")
	l.click("Use 5556")
	l.waitForText("this computer reaches " + hostAddress + ":5556")
	l.waitForNoText("Another program")
	program.ConnectPythonFrom(t, l.friends, hostAddress+":5556").Echo("found it")
	l.waitForText("A friend reached you from " + friendAddress + " at")
}

func TestTheAndroidToolsAreNamedAndCanBeKicked(t *testing.T) {
	t.Parallel()
	port := program.FreePort(t)
	w := openWindow(t, "--start", "--port", strconv.Itoa(port))
	w.waitForText("Waiting for players")
	adb, err := program.Dial(port)
	w.must(err)
	defer func() { _ = adb.Close() }()
	// An adb CONNECT message: command, version, maximum payload, length and checksum of the payload, and the
	// complement of the command.
	var head []byte
	for _, word := range []uint32{0x4e584e43, 0x01000001, 1 << 20, 0, 0, 0xb1a7b1bc} {
		head = binary.LittleEndian.AppendUint32(head, word)
	}
	_, err = adb.Write(head)
	w.must(err)
	w.waitForText("Android tools")
	w.waitForText("is adb, a tool for Android phones")
	w.click("Kick it")
	w.waitForText("was kicked")
	w.must(adb.SetReadDeadline(time.Now().Add(program.Timeout)))
	if _, err := io.Copy(io.Discard, adb); err != nil {
		t.Errorf("its connection ended with %v", err)
	}
	w.waitForNoText("is adb")
	w.waitForText("Nobody is here.")
}
