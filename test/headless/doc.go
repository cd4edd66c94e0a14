// Package headless provides tests with the built program, running without its window, and with clients that
// verify every byte they receive. The fault tests and the soak test use it.
package headless
