package logfile_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net/netip"
	"os"
	"path/filepath"
	"time"

	"porchlight/internal/journal"
	"porchlight/internal/logfile"
)

// What happens on a host comes into a file as JSON lines.
func Example() {
	folder, err := os.MkdirTemp("", "logfile-")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "porchlight.log")

	j := journal.New(journal.Options{Records: 64, Bytes: 1 << 12, Events: 16})
	log := logfile.Open(path, j, func() []netip.Addr { return nil })
	msg := []byte("50,50")
	j.Message(time.Now(), 0, msg, msg, 1, 0)
	if err := log.Close(); err != nil {
		fmt.Println(err)
		return
	}

	file, err := os.Open(path)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var line struct{ Event, Text string }
		err := json.Unmarshal(lines.Bytes(), &line)
		fmt.Println(line.Event, line.Text, err)
	}
	// Output:
	// received 50,50 <nil>
	// sent 50,50 <nil>
}
