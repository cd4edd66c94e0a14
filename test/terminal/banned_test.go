package terminal

import (
	"os/exec"
	"testing"

	"porchlight/test/process"
	"porchlight/test/program"
)

func TestADamagedListOfBannedAddressesIsSetAsideInTheTerminal(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	folder := program.WriteDamagedList(t, process.ConfigFolder(home))
	cmd := exec.Command(builtPath, "--headless", "--bind", "127.0.0.1", "--port", "0")
	cmd.Env = process.HomeEnv(home)
	p := program.Launch(t, cmd)
	p.WaitForPlainPort()
	p.Connect().Echo("in")
	p.CheckErrorLine("the list of who is banned was damaged", folder)
	program.CheckSetAside(t, folder)
	p.Stop()
}
