package plainfile

// nonBlocking is no flag: on Windows, opening a file never waits for another program.
const nonBlocking = 0
