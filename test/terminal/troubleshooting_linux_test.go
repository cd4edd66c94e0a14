package terminal

import (
	"testing"

	"porchlight/test/network"
	"porchlight/test/program"
)

func TestTheErrorsOfAComputerElsewhereAreInTheDocument(t *testing.T) {
	t.Parallel()
	c := network.ForTest(t).ComputerForTest(t, "eth0", "192.168.1.40/24")
	for name, address := range map[string]string{
		"another network": "10.0.0.1",
		"nobody there":    "192.168.1.23",
	} {
		t.Run(name, func(t *testing.T) {
			checkListed(t, program.LastLine(t, c.Command(program.Python(t), "-c", "import socket\nsocket.create_connection(('"+address+"', 5555))")))
		})
	}
}
