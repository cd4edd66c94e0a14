package upstream

// CauseKind is a kind of cause of a server's end.
type CauseKind int

// Kinds of causes.
const (
	NoCause        CauseKind = iota // none was found
	PortTaken                       // another program uses the port: Port, if it is known
	AddressNotHere                  // it binds an address that this computer does not have: Address and Port, if they are known
	ModuleMissing                   // it imports a module that is not installed: Text is its name
	SyntaxFault                     // its source cannot be read: File, Line; Text is the message
	Fault                           // an uncaught exception: File, Line; Text is its message
)

// Cause is a likely cause of a server's end.
type Cause struct {
	Kind    CauseKind
	Port    int    // 0 if it is not known
	Address string // "" if it is not known
	File    string // the file, innermost in the traceback, that lies in the folder of the server; absolute; or ""
	Line    int    // in File, from 1; 0 if it is not known
	Text    string
}
