package firewall_test

import (
	"context"
	"fmt"
	"log"
	"os"

	"porchlight/internal/firewall"
)

// Commands that admit friends are only shown; the person runs them.
func ExampleRead() {
	program, err := os.Executable()
	if err != nil {
		fmt.Println(err)
		return
	}
	report := firewall.Read(context.Background(), program, 5555)
	for _, finding := range report.Findings {
		if finding.Effect == firewall.Blocks {
			for _, command := range finding.Commands {
				log.Println("this lets friends in:", command.Line)
			}
		}
	}
	fmt.Println("looked at port", report.Port)
	// Output: looked at port 5555
}
