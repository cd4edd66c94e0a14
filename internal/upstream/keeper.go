package upstream

// KeeperCommand is the first argument with which main calls RunKeeper. It is not for people.
const KeeperCommand = "keep-server"

// NotAKeeper is the exit status of RunKeeper in a program that Start has not started, and always on Windows.
const NotAKeeper = 2
