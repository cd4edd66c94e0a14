package logfile

// OpenEager is Open with another time before a file is tried again.
var OpenEager = open

// Longest is how long a message with its answer may be to be told with its bytes.
const Longest = longest
