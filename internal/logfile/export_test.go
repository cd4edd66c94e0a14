package logfile

// Limits are the sizes and intervals of a log.
type Limits = limits

// DefaultLimits are those of Open.
var DefaultLimits = defaultLimits

// OpenWith is Open with other limits.
var OpenWith = open
