package upstream

// KeeperCommand is the first argument with which main calls RunKeeper: it is not for people.
const KeeperCommand = "keep-server"

// RunKeeper runs a server and ends it, with all its children, when the program that started the keeper ends. args are
// the arguments after KeeperCommand. It returns the exit status of the keeper. Only a program that does nothing else may
// call it: it changes the process's signals, its group and the reaper of its children.
func RunKeeper(args []string) int { _ = args; return 1 }
