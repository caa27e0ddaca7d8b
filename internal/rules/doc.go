// Package rules has no code, only tests: they hold the house rules that a compiler does not know. Who may import whom,
// which library lives where, how long a file may be, and that documents name only what exists.
package rules
