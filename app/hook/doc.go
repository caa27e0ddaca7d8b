// Package hook runs a command of the user's choice for each new voicemail and missed call: to turn
// on a lamp, to write a line into a chat, to wake another program.
//
// The command is a list of arguments and never goes through a shell. The facts of the item are in its environment,
// beside the agent's own; what the platform sent is made harmless there, but commands must still treat it as foreign
// text. Standard input is empty, the output is thrown away.
//
// Fire never blocks. Run blocks, owns every process it starts, and has ended them all when it returns. Callers decide
// which items are new and which command to run.
package hook
