package accessfile_test

import (
	"fmt"
	"net/netip"
	"os"
	"path/filepath"

	"porchlight/internal/access/accessfile"
)

// A ban outlives the program.
func Example() {
	folder, err := os.MkdirTemp("", "access-")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "access.toml")
	rude, kind := netip.MustParseAddr("192.168.1.66"), netip.MustParseAddr("192.168.1.7")

	list, _ := accessfile.Open(path)
	if err := list.Ban(rude); err != nil {
		fmt.Println(err)
		return
	}
	next, err := accessfile.Open(path)
	fmt.Println(next.IsBanned(rude), next.IsBanned(kind), err)
	// Output: true false <nil>
}
