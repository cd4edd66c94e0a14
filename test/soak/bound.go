package main

// bound is the most memory that the program may take, in bytes.
func bound(s settings) int { return 4 << 30 }
