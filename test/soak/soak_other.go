//go:build !linux

package main

import (
	"context"
	"errors"
)

func soak(context.Context, settings) (string, error) {
	return "", errors.New("soak runs on Linux only")
}
