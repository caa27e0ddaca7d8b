package people

// Fingerprint is what a user is asked to compare.
var Fingerprint = fingerprint
