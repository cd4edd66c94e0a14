package upstream

// PortLine finds the line of a server's source that names a port. It skips comments and prefers lines that bind, listen,
// or name a port. line counts from 1; text is the line without the space around it. ok is false if no line names the port
// or the file cannot be read.
func PortLine(file string, port int) (line int, text string, ok bool) { return 0, "", false }
