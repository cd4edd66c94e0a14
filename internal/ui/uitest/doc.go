// Package uitest drives windows in tests, without a display: it reads their texts, clicks, types, and checks that texts
// fit, do not overlap and have enough contrast. The test's goroutine is the UI goroutine.
package uitest
