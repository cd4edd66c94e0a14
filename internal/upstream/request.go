package upstream

// request is what is started, resolved; the keeper receives it as JSON.
type request struct {
	Path   string // of the program, absolute
	Args   []string
	Folder string
	Env    []string // all of it
}
