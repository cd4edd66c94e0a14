package terminal

import (
	"os"
	"os/exec"
	"testing"

	"porchlight/test/program"
)

func TestADamagedListOfBannedAddressesIsSetAsideInTheTerminal(t *testing.T) {
	t.Parallel()
	config := t.TempDir()
	folder := program.WriteDamagedList(t, config)
	cmd := exec.Command(builtPath, "--headless", "--bind", "127.0.0.1", "--port", "0")
	cmd.Env = append(os.Environ(), "XDG_CONFIG_HOME="+config)
	p := program.Launch(t, cmd)
	p.WaitForPlainPort()
	p.Connect().Echo("in")
	p.CheckErrorLine("the list of who is banned was damaged", folder)
	program.CheckSetAside(t, folder)
	p.Stop()
}
