// Package words is the one place for what a person reads. Problems are a code and values, made where something
// goes wrong; a Book says them in the reader's language, and in English for the socket and scripts. Desktop has
// what tray and notifications say, Terminal what the command line prints, Window the texts of the window: these
// are looked up by their English wording, and the tests hold the catalogues to the calls. Logs are in English.
//
// A language is one file of the folder lang, for go-i18n, which knows the plurals of each (CLDR). It has what
// en.json has.
package words
