// Package transcribe turns voicemails into text, by a program of the user's choice on this computer.
//
// The program is a list of arguments and never goes through a shell. It gets a WAV file in a folder of its own,
// runs at low priority, alone, for a few minutes at most, and writes plain text or WebVTT to its standard output.
// What it writes is bounded, and its whole process group ends with it, with its message and with the agent.
//
// Nothing happens until a program is set. Then the newest unread messages are transcribed, newest first, and whatever
// is asked for. A result is kept with its message, also over restarts. After a failure it is tried again when it is
// asked for, or when another program is set.
package transcribe
