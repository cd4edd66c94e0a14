package packages

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestTheSameCommitGivesTheSameBytes(t *testing.T) {
	if out, err := exec.Command("git", "-C", top, "rev-parse", "HEAD").CombinedOutput(); err != nil {
		t.Skipf("there is no commit to build twice: %s", out)
	}
	name := filepath.Join("dist", "porchlight-headless-"+described(t).Version+"-linux-amd64")
	var programs []string
	for folder, env := range map[string][]string{"here": nil, "somewhere else": {"GOCACHE=" + t.TempDir()}} { // they share nothing
		dir := filepath.Join(t.TempDir(), folder)
		output(t, top, nil, "git", "clone", "--quiet", ".", dir)
		output(t, dir, env, "packaging/headless", "linux/amd64")
		programs = append(programs, content(t, dir, name))
	}
	if programs[0] != programs[1] {
		t.Errorf("two builds of one commit differ, of %d and %d bytes", len(programs[0]), len(programs[1]))
	}
	if strings.Contains(programs[0], filepath.Dir(t.TempDir())) {
		t.Error("the program tells where it was built")
	}
}
