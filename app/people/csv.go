package people

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"istratray/app/plain"
)

// errNoColumns says that no column of a CSV file holds names and numbers as far as can be seen.
var errNoColumns = errors.New("no column with names and telephone numbers was found")

// The headers of Outlook's and Google's exports and of common programs, folded, in the languages that the
// program speaks.
var (
	givenHeaders = []string{"first name", "given name", "firstname", "vorname", "prenom", "voornaam", "nome", "nombre",
		"primeiro nome", "imie"}
	familyHeaders = []string{"last name", "family name", "surname", "lastname", "nachname", "familienname", "nom",
		"nom de famille", "achternaam", "cognome", "apellidos", "apellido", "apelido", "sobrenome", "nazwisko"}
	fullHeaders = []string{"name", "full name", "display name", "displayname", "file as", "anzeigename",
		"nom complet", "nome completo", "nombre completo", "volledige naam", "weergavenaam", "contact", "contact name",
		"contact person", "ansprechpartner", "ansprechpartnerin", "kontakt", "kontaktperson", "contactpersoon",
		"contacto",
		"contato", "contatto", "personne de contact"}
	nickHeaders    = []string{"nickname", "spitzname", "surnom", "bijnaam", "soprannome", "apodo", "alcunha", "pseudonim"}
	companyHeaders = []string{"company", "company name", "organization", "organisation", "organization name",
		"organization 1 - name",
		"firma", "unternehmen", "societe", "entreprise", "bedrijf", "organisatie", "societa", "azienda", "empresa",
		"compania", "organizacion", "customer", "customer name", "account name", "kunde", "kundenname", "client",
		"nom du client", "klant", "klantnaam", "cliente", "klient"}
	// A word with one of the first in it, beginning with one of the others, or a single one of the last means a
	// telephone number…
	phoneParts      = []string{"phone", "telefon", "telefoon", "rufnummer"}
	phoneBeginnings = []string{"mobil", "movil", "cell", "celular", "telemovel", "komork", "handy", "gsm", "natel",
		"portable", "durchwahl"}
	phoneWords = []string{"tel", "number", "nummer", "numero", "numer"}
	// … unless one of these is in the header too.
	noPhoneWords = []string{"type", "label", "typ", "mail", "phonetic", "customer", "kunden", "client", "government",
		"id", "account", "house", "order", "fax"}
)

// columns are the places of the fields in a row.
type columns struct {
	given, family, full, nick, company int   // -1: nowhere
	phones, kinds                      []int // of each telephone, and of what says what it is (-1: nothing)
}

// usable reports whether a row names columns, as far as can be seen.
func (at columns) usable() bool {
	return len(at.phones) > 0 && max(at.given, at.family, at.full, at.company) >= 0
}

// headerWithin is how many lines the columns are looked for in: there may be a title above them.
const headerWithin = 10

// readCSV calls found for each person of a table, until found returns false. Encoding and separator are detected; one
// of the first rows names the columns.
func readCSV(r io.Reader, found func(Person) bool) error {
	text := bufio.NewReaderSize(plainText(r), 64<<10)
	head, err := text.Peek(32 << 10)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if line, rest, _ := bytes.Cut(head, []byte("\n")); bytes.HasPrefix(line, []byte("sep=")) { // Excel writes it
		_, _ = text.Discard(len(line) + 1) // which is there
		head = rest
	}
	rows := csv.NewReader(text)
	rows.Comma = separator(head)
	rows.LazyQuotes, rows.FieldsPerRecord, rows.ReuseRecord = true, -1, true
	at, err := header(rows)
	if err != nil {
		return ignoreEOF(err)
	}
	for {
		row, err := rows.Read()
		var broken *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case errors.As(err, &broken):
			continue
		case err != nil:
			return err
		}
		if p, ok := at.person(row).cleaned(); ok && !found(p) {
			return nil
		}
	}
}

// header reads up to the row that names the columns. The error is io.EOF where there are no rows.
func header(rows *csv.Reader) (columns, error) {
	for i := range headerWithin {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) && i > 0 {
			break
		}
		if err != nil {
			return columns{}, err
		}
		if at := columnsOf(row); at.usable() {
			return at, nil
		}
	}
	return columns{}, errNoColumns
}

// separator is the one by which most columns are named in one of the first lines.
func separator(head []byte) rune {
	lines := bytes.SplitN(head, []byte("\n"), headerWithin+1)
	for _, line := range lines[:min(len(lines), headerWithin)] {
		best, most := ',', 0
		for _, r := range ",;\t" {
			names := strings.Split(strings.ReplaceAll(string(line), `"`, ""), string(r))
			if len(names) > most && columnsOf(names).usable() {
				best, most = r, len(names)
			}
		}
		if most > 0 {
			return best
		}
	}
	return ','
}

func columnsOf(header []string) columns {
	folded := make([]string, len(header))
	for i, h := range header {
		folded[i] = foldHeader(h)
	}
	find := func(names []string) int {
		return slices.IndexFunc(folded, func(h string) bool { return slices.Contains(names, h) })
	}
	at := columns{given: find(givenHeaders), family: find(familyHeaders), full: find(fullHeaders),
		nick: find(nickHeaders), company: find(companyHeaders)}
	named := []int{at.given, at.family, at.full, at.nick, at.company}
	for i, h := range folded {
		if !slices.Contains(named, i) && isPhone(h) {
			at.phones, at.kinds = append(at.phones, i), append(at.kinds, kindOf(folded, i))
		}
	}
	return at
}

// kindOf is the column before a telephone's that says what it is, in Google's tables; else -1.
func kindOf(folded []string, phone int) int {
	of, _, _ := strings.Cut(folded[phone], " - ")
	if phone > 0 && (folded[phone-1] == of+" - type" || folded[phone-1] == of+" - label") {
		return phone - 1
	}
	return -1
}

func isPhone(header string) bool {
	words := strings.FieldsFunc(header, func(r rune) bool { return !unicode.IsLetter(r) })
	has := func(word string) bool { return slices.Contains(words, word) }
	means := func(word string) bool {
		in := func(part string) bool { return strings.Contains(word, part) }
		begins := func(part string) bool { return strings.HasPrefix(word, part) }
		return slices.ContainsFunc(phoneParts, in) || slices.ContainsFunc(phoneBeginnings, begins)
	}
	alone := len(words) == 1 || has("tel")
	return (slices.ContainsFunc(words, means) || alone && slices.ContainsFunc(phoneWords, has)) &&
		!slices.ContainsFunc(noPhoneWords, has)
}

// foldHeader takes case, accents and outer blanks away.
func foldHeader(text string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(plain.Line(decoded([]byte(text), ""), maxName))))
}

func (at columns) person(row []string) Person {
	cell := func(i int) string {
		if i < 0 || i >= len(row) {
			return ""
		}
		return decoded([]byte(row[i]), "") // what isn't UTF-8 may come late in a file
	}
	p := Person{Name: at.name(cell), Company: cell(at.company)}
	var fax []string
	for n, i := range at.phones {
		if strings.Contains(strings.ToLower(cell(at.kinds[n])), "fax") {
			fax = append(fax, cell(i))
		} else {
			p.Numbers = append(p.Numbers, cell(i))
		}
	}
	p.Numbers, p.Fax = append(p.Numbers, fax...), len(fax)
	return p
}

// name puts given and family name together. Beside a given name alone, "Name" is the family's.
func (at columns) name(cell func(int) string) string {
	given, family, full := cell(at.given), cell(at.family), cell(at.full)
	if at.family < 0 && !strings.Contains(full, given) {
		family = full
	}
	name := strings.TrimSpace(given + " " + family)
	if name == "" || at.given < 0 || at.family < 0 && family == "" {
		return firstOf(full, name, cell(at.nick))
	}
	return name
}
