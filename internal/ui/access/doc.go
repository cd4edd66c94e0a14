// Package access has the window that says who may connect: from which networks, whether the person is asked, how many
// connections and how much data at once, and which addresses never or always. It sends the session what the person
// changes. Everything here runs on the UI goroutine.
package access
