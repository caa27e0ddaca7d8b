// Package words turns times, durations and states into what people read, in the user's language.
// It knows no widget. All texts of the window are looked up with fyne's lang by their English
// wording; the translations are in the folder lang.
package words
