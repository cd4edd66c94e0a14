package upstream_test

import (
	"fmt"
	"os"

	"porchlight/internal/upstream"
)

// A program that hosts a server calls RunKeeper first, and passes its own path to Start. Here TestMain calls RunKeeper.
func ExampleStart() {
	self, err := os.Executable()
	if err != nil {
		fmt.Println(err)
		return
	}
	output := upstream.NewOutput()
	server, err := upstream.Start(
		upstream.Command{Args: []string{"go", "env", "GOOS"}},
		upstream.Options{Keeper: []string{self, upstream.KeeperCommand}, Output: output},
	)
	if err != nil {
		fmt.Println(err)
		return
	}
	<-server.Done()
	fmt.Println("status", server.Exit().Code, "lines", len(output.Last(10)) > 0)
	// Output: status 0 lines true
}

func ExampleCommand_String() {
	c := upstream.Command{Args: []string{"python3", "my server.py", "5555"}}
	fmt.Println(c)
	// Output: python3 "my server.py" 5555
}
