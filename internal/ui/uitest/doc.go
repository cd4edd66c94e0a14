// Package uitest drives windows in tests, without a display: it reads what a window shows, clicks, types, and checks
// that texts fit, stand apart and have enough contrast. The test's goroutine is the UI goroutine.
package uitest
