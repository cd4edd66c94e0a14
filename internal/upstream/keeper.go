package upstream

// KeeperCommand is the first argument with which main calls RunKeeper. It is not for people.
const KeeperCommand = "keep-server"
