package window

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"porchlight/test/built"
	"porchlight/test/desktop"
	"porchlight/test/program"
)

const sharedNotice = "Another Porchlight is running"

func TestTwoWindowsWithTheSameSettingsKeepEachOthersChoices(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	start := func() *window {
		return startOn(t, openDesktop(t), desktop.Start{Command: []string{built.Inspect.Path(t)}, Home: home})
	}
	file := filepath.Join(home, ".config", "porchlight", "settings.toml")
	first := start()
	second := start()
	second.waitForText(sharedNotice)
	if first.shows(sharedNotice) {
		t.Error("the first one says that another one runs")
	}

	port := program.FreePort(t)
	first.press("ctrl+a")
	first.typeText(strconv.Itoa(port))
	first.press("Return")
	first.waitForText("Waiting for players")
	waitForSetting(t, file, "port = "+strconv.Itoa(port))
	second.chooseFromMenu("Who may come in")
	second.clickIn(accessTitle, "Ask me before a player joins")
	waitForSetting(t, file, "ask-before-letting-in = true")

	kill(first)
	second.waitForNoText(sharedNotice)
	second.closeWindow(accessTitle)
	second.closeWindow(mainTitle)
	second.waitForCleanExit()
	text, err := os.ReadFile(file)
	if lines := strings.Split(string(text), "\n"); err != nil || !slices.Contains(lines, "port = "+strconv.Itoa(port)) ||
		!slices.Contains(lines, "ask-before-letting-in = true") {
		t.Errorf("at the end the file has %q, %v", text, err)
	}
	start().waitForPort(port)
}

func TestABanInOneWindowHoldsInAnother(t *testing.T) {
	t.Parallel()
	l := newLAN(t)
	l.open(t, openDesktop(t), "--start", "--players", "0")
	first := l.window
	l.addFriendAddresses(41)
	l.waitForSelfTest()
	second := startOn(t, openDesktop(t), desktop.Start{
		Command: l.host.On(built.Inspect.Path(t), "--start", "--players", "0", "--port", "5556"), Home: l.home,
	})
	second.waitForText("this computer reaches " + hostAddress + ":5556")
	connect := func(from string) *program.PythonClient {
		return program.ConnectPythonFrom(t, l.friends, hostAddress+":5556", from)
	}
	there := connect(friendAddress)
	there.Echo("in")
	l.kickAndBan(friendAddress) // in the first window
	there.WaitForLine("end")
	connect(friendAddress).WaitForLine("end")

	l.window = second
	other := connect("192.168.1.41")
	second.waitForText("One player is here")
	l.must(second.Resize(mainTitle, 1200, 640))
	l.clickInRow("Ban", other)
	l.window = first
	deadline := time.Now().Add(program.Timeout)
	for bans := ""; !strings.Contains(bans, friendAddress) || !strings.Contains(bans, "192.168.1.41"); bans = l.bans() {
		if time.Now().After(deadline) {
			t.Fatalf("the file has %q", bans)
		}
		time.Sleep(20 * time.Millisecond)
	}
	first.chooseFromMenu("Who may come in")
	first.waitForTextIn(accessTitle, "192.168.1.41")
	l.connect("192.168.1.41").WaitForLine("end")

	// The end of a ban holds in both, too.
	first.clickIn(accessTitle, "Unban")
	l.connect(friendAddress).Echo("back again")
	program.WaitFor(t, "the end of the ban in the second window", func() bool {
		c := connect(friendAddress)
		defer c.Disconnect()
		c.Send("hello")
		program.WaitFor(t, "an answer or an end", func() bool { return c.Output.Contains("hello") || c.Output.Contains("end\n") })
		return c.Output.Contains("hello")
	})
}
