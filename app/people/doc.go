// Package people knows who a telephone number belongs to: from the user's address books (vCard and CSV
// files, CardDAV, LDAP, the desktop's own), and from what the user said about a caller (a name, a note,
// VIP, muted).
//
// A Directory asks its books in the user's order, keeps the last good people of each over failures and
// restarts, and answers Who without waiting for anything. What a book says is foreign: it is bounded, and
// made harmless text before it is kept. Passwords are asked for when they are needed and kept by others.
//
// The methods of a Directory may be called from any goroutine. Its goroutines live in Run.
package people
