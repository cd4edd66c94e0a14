// Package access decides which connections to admit: by the list of banned and allowed addresses; by the
// policy; by the number of connections of an address; and by the rate at which it connects.
//
// [Controller.Decide] depends only on its arguments and on the earlier calls of the controller: it opens no
// socket, reads no clock and writes no log.
package access
