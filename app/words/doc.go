// Package words is the one place for sentences about problems. Where something goes wrong, a Problem is made:
// a code and values. A Book says it in a reader's language; the socket's message, the log of who started the
// program and scripts get it in English.
//
// The folder lang has one catalogue a language, for go-i18n, which knows the plurals of each (CLDR). A language
// is added by one more file, with the codes of en.json. The phrases of the tray and the notifications, and the
// window's texts, are still in catalogues of their own, app/phrases and app/window/words: they are to move here.
package words
