package logfile

// Limits are how much a log writes and how long it waits.
type Limits = limits

// UsualLimits are those of Open.
var UsualLimits = usualLimits

// OpenWith is Open with other limits.
var OpenWith = open
