// Package phrases has what the tray and the notifications say, in the user's language. Texts are looked
// up by their English wording; the translations are in the folder lang, which the tests hold to the
// calls of Say and Count.
//
// A Book is safe for any goroutine, and may be switched to another language at any time. What was said
// before stays as it is: who shows it asks again.
//
// The window has words of its own, since what it shows is fyne's. Problems are said by app/words, where these
// phrases are to move. Logs are in English.
package phrases
