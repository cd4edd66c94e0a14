//go:build !linux

package main

import "errors"

func takeAll(_, _ string) error { return errors.New("the pictures can be taken on Linux only") }
