package packages

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"porchlight/test/need"
)

// The two clones share no folder and no cache: the first has the one that everything else is compiled with, and the
// second a new one.
func TestTheSameCommitGivesTheSameBytes(t *testing.T) {
	t.Parallel()
	commit, err := exec.Command("git", "-C", top, "rev-parse", "HEAD").Output()
	if err != nil {
		need.Skip(t, "there is no commit to build twice:", err)
	}
	name := filepath.Join("dist", "porchlight-headless-"+metadata(t).Version+"-linux-amd64")
	var programs []string
	for folder, cache := range map[string]string{"here": os.Getenv("GOCACHE"), "somewhere else": t.TempDir()} {
		dir := filepath.Join(t.TempDir(), folder)
		runCommand(t, top, nil, "git", "clone", "--quiet", ".", dir)
		runCommand(t, dir, []string{"GOFLAGS=-buildvcs=true", "GOCACHE=" + cache}, "packaging/headless", "linux/amd64")
		programs = append(programs, readFile(t, dir, name))
	}
	if programs[0] != programs[1] {
		t.Errorf("two builds of one commit differ, of %d and %d bytes", len(programs[0]), len(programs[1]))
	}
	if !strings.Contains(programs[0], "vcs.revision="+strings.TrimSpace(string(commit))+"\n") || !strings.Contains(programs[0], "vcs.modified=false\n") {
		t.Errorf("the program does not say that it is of the commit %s", commit)
	}
	if strings.Contains(programs[0], filepath.Dir(t.TempDir())) {
		t.Error("the program tells where it was built")
	}
}
