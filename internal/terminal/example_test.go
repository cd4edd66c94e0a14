package terminal_test

import (
	"fmt"

	"porchlight/internal/host"
	"porchlight/internal/ports"
	"porchlight/internal/terminal"
)

// An error becomes a sentence that says what to do.
func ExampleExplain() {
	err := &host.PortInUseError{Port: 5555, Owner: ports.Program{Name: "python3", PID: 4711}, Free: 5556}
	fmt.Println(terminal.Explain(err))
	// Output: port 5555 is taken by another program, python3 (process 4711). End that program, or choose another port, for example --port 5556; --port 0 takes any free one.
}
