// Package kit has the building blocks of Porchlight's windows: the theme, drawn widgets, layouts, lists, the banner and
// the toast. It knows nothing of hosting.
//
// Everything here runs on Fyne's UI goroutine.
package kit
