package plainfile

// NonBlocking is the flag with which opening a pipe does not wait for another program. Windows needs none.
const NonBlocking = 0
