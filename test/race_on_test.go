//go:build race

package test

// raced: the program under test is built as these tests are.
const raced = true
