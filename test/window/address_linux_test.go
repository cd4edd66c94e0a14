package window

import (
	"errors"
	"testing"
	"time"

	"porchlight/test/built"
	"porchlight/test/desktop"
	"porchlight/test/network"
)

func TestAChangeOfAddressIsShownWithinTenSeconds(t *testing.T) {
	t.Parallel()
	n := network.ForTest(t)
	home := n.ComputerForTest(t, "eth0", "192.168.77.1/24")
	d := openDesktop(t)
	w := startOn(t, d, desktop.Start{Command: home.On(built.Inspect.Path(t), "--start", "--port", "5555")})
	w.waitForText("192.168.77.1:5555")
	w.waitForText("Waiting for players")
	if err := errors.Join(home.AddAddress("10.20.30.40/24"), home.RemoveAddress("192.168.77.1/24")); err != nil {
		t.Fatal(err)
	}
	changed := time.Now()
	w.waitForText("10.20.30.40:5555")
	if took := time.Since(changed); took > 10*time.Second { // the program looks once a second; a busy machine is slower
		t.Errorf("the new address was shown after %s", took)
	}
	w.waitForText("Hosting. Waiting for players") // still
}
