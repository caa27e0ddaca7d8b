// Package rules has no code, only tests: they hold the house rules that a compiler does not know. Who
// may import whom, which library lives where, and how long a file may be.
package rules
