// Package about is the window that says what the program is, where it keeps its files, and under which licences its
// parts are used. Everything here runs on the UI goroutine.
package about
