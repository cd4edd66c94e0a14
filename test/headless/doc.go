// Package headless runs the built program without its window, and has clients that verify every byte they receive. It
// returns errors instead of failing a test, so that programs such as test/soak can use it as well as test/faults.
package headless
