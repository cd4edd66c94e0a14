//go:build !linux

package main

import (
	"context"
	"errors"
)

func measure(context.Context, settings) error {
	return errors.New("the program is measured on Linux only; `make bench-go` runs the benchmarks of the packages everywhere")
}
