package people

import (
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"

	"istratray/app/plain"
)

func cardsIn(t *testing.T, text string) []Person {
	t.Helper()
	var people []Person
	err := readCards(strings.NewReader(text), func(c card) bool {
		if p, ok := c.whole(); ok {
			people = append(people, p)
		}
		return true
	})
	if err != nil {
		t.Error(err)
	}
	return people
}

func TestCardsOfManyPrograms(t *testing.T) {
	anna := Person{Name: "Anna Müller", Company: "Keller & Söhne", Numbers: []string{"+49 7231 26-120"}}
	for name, text := range map[string]string{
		"2.1, quoted-printable": "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;Anna;;;\r\n" +
			"ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Keller & S=C3=B6=\r\nhne;Sales\r\nTEL;WORK;VOICE:+49 7231 " +
			"26-120\r\nEND:VCARD\r\n",
		"2.1, latin-1": "BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=ISO-8859-1:Anna " +
			"M\xfcller\nORG;CHARSET=ISO-8859-1;QUOTED-PRINTABLE:Keller & S=F6hne\nTEL:+49 7231 26-120\nEND:VCARD\n",
		"3.0, folded": "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anna M\r\n üller\r\nN:Müller;Anna;;;\r\nORG:Keller & " +
			"Söhne;Sales\r\n" +
			"item1.TEL;type=WORK;type=pref:+49 7231 26-120\r\nitem1.X-ABLabel:Büro\r\nEND:VCARD\r\n",
		"4.0, a link": "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Anna Müller\r\nORG:Keller & " +
			"Söhne\r\nTEL;VALUE=uri;PREF=1;TYPE=\"voice,work:x\":tel:+49 7231 26-120;ext=5\r\nEND:VCARD\r\n",
		"utf-8 with a mark": "\ufeffBEGIN:VCARD\nFN:Anna Müller\nORG:Keller & Söhne\nTEL:+49 7231 26-120\nEND:VCARD",
		"utf-16": utf16("BEGIN:VCARD\r\nFN:Anna Müller\r\nORG:Keller & Söhne\r\nTEL:+49 7231 " +
			"26-120\r\nEND:VCARD\r\n"),
		"utf-16 without a mark": utf16("BEGIN:VCARD\r\nFN:Anna Müller\r\nORG:Keller & Söhne\r\nTEL:+49 7231 26-120\r\nEND:VCARD\r\n")[2:],
		"2.1, base64": "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=BASE64:TcO8bGxlcjtBbm5hOzs7\r\n" +
			"ORG;ENCODING=b:S2VsbGVyICYgU8O2aG5l\r\nTEL:+49 7231 26-120\r\nEND:VCARD\r\n",
		"2.1, what old telephones name latin1": "BEGIN:VCARD\nVERSION:2.1\nFN;ENCODING=QUOTED-PRINTABLE;CHARSET=latin1:Anna " +
			"M=FCller\nORG;CHARSET=ISO8859-15:Keller & S\xf6hne\nTEL:+49 7231 26-120\nEND:VCARD\n",
		"undeclared 1252": "BEGIN:VCARD\nFN:Anna M\xfcller\nORG:Keller & S\xf6hne\nTEL:+49 7231 26-120\nEND:VCARD\n",
		"an agent's card": "BEGIN:VCARD\nFN:Anna " +
			"Müller\nAGENT:\nBEGIN:VCARD\nFN:Eva\nTEL:1234567\nEND:VCARD\nORG:Keller & Söhne\nTEL:+49 7231 " +
			"26-120\nEND:VCARD\n",
		"lower case": "begin:vcard\nversion:3.0\nfn:Anna Müller\norg:Keller & Söhne\ntel;type=work:+49 7231 " +
			"26-120\nend:vcard\n",
		"wide digits":      "BEGIN:VCARD\nFN:Anna Müller\nORG:Keller & Söhne\nTEL:＋４９ 7231\u00a026-120\nEND:VCARD\n",
		"returns only":     "BEGIN:VCARD\rFN:Anna M\r üller\rORG:Keller & Söhne\rTEL:+49 7231 26-120\rEND:VCARD\r",
		"returns doubled":  "BEGIN:VCARD\r\r\nFN:Anna M\r\r\n üller\r\r\nORG:Keller & Söhne\r\r\nTEL:+49 7231 26-120\r\r\nEND:VCARD\r\r\n",
		"files joined":     "\ufeffBEGIN:VCARD\nFN:Nobody\nEND:VCARD\n\ufeffBEGIN:VCARD\nFN:Anna Müller\nORG:Keller & Söhne\nTEL:+49 7231 26-120\nEND:VCARD\n",
		"an end forgotten": "BEGIN:VCARD\nFN:Nobody\nBEGIN:VCARD\nFN:Anna Müller\nORG:Keller & Söhne\nTEL:+49 7231 26-120\nEND:VCARD\n",
	} {
		t.Run(name, func(t *testing.T) {
			if got := cardsIn(t, text); !reflect.DeepEqual(got, []Person{anna}) {
				t.Errorf("got %+v", got)
			}
		})
	}
}

func utf16(text string) string {
	out := []byte{0xff, 0xfe}
	for _, r := range text {
		out = append(out, byte(r), byte(r>>8))
	}
	return string(out)
}

func TestHostileCards(t *testing.T) {
	many := strings.Repeat("TEL:+4972311234\r\n", 100_000)
	for name, c := range map[string]struct {
		text string
		want string
	}{
		"ten megabytes of picture": {"BEGIN:VCARD\r\nPHOTO;ENCODING=b:" + strings.Repeat("QUJD", 10<<20/4) +
			"\r\nFN:Anna\r\nTEL:1234567\r\nEND:VCARD\r\n", "Anna"},
		"… in folded lines": {"BEGIN:VCARD\r\nPHOTO;ENCODING=b:" +
			strings.Repeat("QUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJD\r\n ", 100_000) +
			"\r\nFN:Anna\r\nTEL:1234567\r\nEND:VCARD\r\n", "Anna"},
		"a hundred thousand lines": {"BEGIN:VCARD\r\nFN:Anna\r\n" + many + "END:VCARD\r\n", "Anna"},
		"markup stays text":        {"BEGIN:VCARD\nFN:<b>Anna</b>\nTEL:1234567\nEND:VCARD\n", "<b>Anna</b>"},
		"turned writing":           {"BEGIN:VCARD\nFN:An\u202ena\u2066\nTEL:1234567\nEND:VCARD\n", "Anna"},
		"a line of its own":        {"BEGIN:VCARD\nFN:An\\nna\x00\x1b[31m\nTEL:1234567\nEND:VCARD\n", "An na[31m"},
		"piled accents": {"BEGIN:VCARD\nFN:A" + strings.Repeat("\u0301", 500) + "\nTEL:1234567\nEND:VCARD\n",
			"A\u0301\u0301\u0301"},
		"a line that never ends softly": {"BEGIN:VCARD\nNOTE;ENCODING=QUOTED-PRINTABLE:" +
			strings.Repeat("=41=41=41=41=41=41=41=41=\n", 200_000) + "\nFN:Anna\nTEL:1234567\nEND:VCARD\n", "Anna"},
		"cards within cards": {strings.Repeat("BEGIN:VCARD\nAGENT:\n", 100_000) + "FN:Eva\nTEL:1234568\n" +
			strings.Repeat("END:VCARD\n", 100_000-1) + "FN:Anna\nTEL:1234567\nEND:VCARD\n", "Anna"},
		"a hundred thousand parameters": {"BEGIN:VCARD\nTEL" + strings.Repeat(";TYPE=x", 100_000) +
			":1234567\nFN:Anna\nTEL:1234567\nEND:VCARD\n", "Anna"},
		"broken letters": {"BEGIN:VCARD\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:A=C3=28nna=\nTEL:1234567\n" +
			"FN:Anna\nTEL:1234567\nEND:VCARD\n", "AÃ(nnaTEL:1234567"},
		"an endless name": {"BEGIN:VCARD\nFN:" + strings.Repeat("x", 1<<20) + "\nTEL:1234567\nEND:VCARD\n",
			strings.Repeat("x", maxName-1) + "…"},
	} {
		t.Run(name, func(t *testing.T) {
			got := cardsIn(t, c.text)
			if len(got) != 1 || got[0].Name != c.want || len(got[0].Numbers) > maxNumbers {
				t.Errorf("got %.300s, want %.100q", fmt.Sprint(got), c.want)
			}
		})
	}
}

func TestCardsWithoutUseAreNobody(t *testing.T) {
	for _, text := range []string{
		"BEGIN:VCARD\nFN:Anna\nEND:VCARD\n",
		"BEGIN:VCARD\nTEL:1234567\nEND:VCARD\n",
		"BEGIN:VCARD\nFN:Anna\nTEL:none\nEND:VCARD\n",
		"BEGIN:VCARD\nFN:\u202e\nTEL:1234567\nEND:VCARD\n",
	} {
		if got := cardsIn(t, text); len(got) != 0 {
			t.Errorf("%q is %+v", text, got)
		}
	}
	if got := cardsIn(t, "BEGIN:VCARD\nORG:Keller;Sales\nTEL:1234567\nEND:VCARD\n"); len(got) != 1 ||
		got[0].Name != "Keller" {
		t.Errorf("a company is %+v", got)
	}
}

func TestWhatIsWrongWithAFileOfCards(t *testing.T) {
	for text, want := range map[string]error{
		"BEGIN:VCARD\nFN:Anna\nTEL:123": errUnfinished,
		"no card at all":                errNoCards,
		"":                              nil,
		"\n\n":                          nil,
	} {
		if err := readCards(strings.NewReader(text), func(card) bool { return true }); !errors.Is(err, want) {
			t.Errorf("%q: %v, want %v", text, err, want)
		}
	}
}

func FuzzCards(f *testing.F) {
	for _, seed := range []string{
		"BEGIN:VCARD\r\nVERSION:2.1\r\nN;ENCODING=QUOTED-PRINTABLE:M=C3=\r\nx;A\r\nTEL:1\r\nEND:VCARD", "\xff\xfeB\x00",
		"BEGIN:VCARD\nBEGIN:VCARD\nEND:VCARD\nFN:a\\;b\nTEL;A=\"x:y\":tel:+1;ext=2\nEND:VCARD\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		_ = readCards(strings.NewReader(text), func(c card) bool {
			if p, ok := c.whole(); ok {
				checkHarmless(t, p)
			}
			return true
		})
		_ = readCSV(strings.NewReader(text), func(p Person) bool { checkHarmless(t, p); return true })
	})
}

func checkHarmless(t *testing.T, p Person) {
	t.Helper()
	if plain.Line(p.Name, maxName) != p.Name || p.Name == "" || len(p.Numbers) == 0 || len(p.Numbers) > maxNumbers {
		t.Errorf("%+v", p)
	}
	for _, n := range p.Numbers {
		if cleanNumber(n) != n {
			t.Errorf("number %q", n)
		}
	}
}

func TestTables(t *testing.T) {
	anna := Person{Name: "Anna Müller", Company: "Keller GmbH", Numbers: []string{"+49 7231 26120", "0171 5551234"}}
	latin := func(text string) string {
		var b strings.Builder
		for _, r := range text {
			b.WriteByte(byte(r))
		}
		return b.String()
	}
	for name, text := range map[string]string{
		"Google": "First Name,Last Name,Organization Name,E-mail 1 - Value,Phone 1 - Label,Phone 1 - " +
			"Value\nAnna,Müller,Keller GmbH,a@x.de,Work,+49 7231 26120 ::: 0171 5551234\n",
		"Google, older": "Name,Given Name,Family Name,Organization 1 - Name,Phone 1 - Type,Phone 1 - Value,Phone 2 - Value\nAnna Müller,Anna,Müller,Keller GmbH,Work,+49 7231 26120,0171 5551234\n",
		"Outlook": "\"First Name\",\"Last Name\",\"Company\",\"Business Phone\",\"Mobile Phone\",\"E-mail " +
			"Address\"\r\n\"Anna\",\"Müller\",\"Keller GmbH\",\"+49 7231 26120\",\"0171 5551234\",\"a@x.de\"\r\n",
		"Outlook, German": latin("\"Vorname\";\"Nachname\";\"Firma\";\"Telefon " +
			"geschäftlich\";\"Mobiltelefon\"\r\n\"Anna\";\"Müller\";\"Keller GmbH\";\"+49 7231 26120\";\"0171 " +
			"5551234\"\r\n"),
		"Outlook, French": "Prénom,Nom,Société,Téléphone (bureau),Tél. mobile\nAnna,Müller,Keller GmbH,+49 7231 " +
			"26120,0171 5551234\n",
		"Outlook, Italian": "Nome;Cognome;Società;Telefono ufficio;Cellulare\nAnna;Müller;Keller GmbH;+49 7231 " +
			"26120;0171 5551234\n",
		"Spanish": "Nombre,Apellidos,Compañía,Teléfono del trabajo,Teléfono móvil\nAnna,Müller,Keller " +
			"GmbH,+49 7231 26120,0171 5551234\n",
		"Dutch": "Voornaam;Achternaam;Bedrijf;Telefoon op werk;Mobiele telefoon\nAnna;Müller;Keller " +
			"GmbH;+49 7231 26120;0171 5551234\n",
		"UTF-16, tabs": utf16("Name\tFirma\tTelefon\tHandy\r\nAnna Müller\tKeller GmbH\t+49 7231 26120\t0171 " +
			"5551234\r\n"),
		"a broken row": "Name,Company,Phone,Mobile\nx,\"y,\n\nAnna Müller,Keller GmbH,+49 7231 26120,0171 " +
			"5551234\nAnna Müller,Keller GmbH,+49 7231 26120,0171 5551234\n",
		"Google, 2024": "First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Custom Field 1 - Label,Custom Field 1 - Value\n" +
			"Anna,,Müller,Anna 12345,,,,,,,Keller GmbH,,,1980-01-02,,https://x.example.com/12345,Customers ::: * myContacts,* Work,a12345@x.de,Work,+49 7231 26120,Mobile,0171 5551234,Customer number,4711123\n",
		"Outlook, German, whole": "Anrede;Vorname;Weitere Vornamen;Nachname;Suffix;Firma;Abteilung;Position;Straße geschäftlich;Postleitzahl geschäftlich;Fax geschäftlich;Telefon Assistent;Telefon geschäftlich;Mobiltelefon;Telex;Abrechnungsinformation;E-Mail-Adresse;Kontonummer;Organisationsnr.;Titel\n" +
			"Frau;Anna;;Müller;;Keller GmbH;;;Weg 12345;75172;+49 7231 26199;;+49 7231 26120;0171 5551234;123456;98765;a12345@x.de;4711000;12345;99999\n",
		"Outlook, French, whole": "Titre,Prénom,Deuxième prénom,Nom,Suffixe,Société,Service,Télécopie (bureau),Téléphone (bureau),Tél. mobile,Télex,Numéro d'identification de l'organisation,Adresse de messagerie,Catégories\n" +
			"Mme,Anna,,Müller,,Keller GmbH,,+33 1 22 33 44 55,+49 7231 26120,0171 5551234,12345,4711123,a12345@x.de,VIP\n",
		"German, Name and Vorname": "Name;Vorname;Firma;Telefon;Handy\nMüller;Anna;Keller GmbH;+49 7231 26120;0171 5551234\n",
		"1252 after a long while": latin("Vorname;Nachname;Firma;Telefon;Handy\n" +
			strings.Repeat("nobody;;;;\n", 8000) + "Anna;Müller;Keller GmbH;+49 7231 26120;0171 5551234\n"),
		"UTF-16 without a mark": utf16("Name\tFirma\tTelefon\tHandy\r\nAnna Müller\tKeller GmbH\t+49 7231 26120\t0171 5551234\r\n")[2:],
		"Thunderbird": "First Name,Last Name,Display Name,Nickname,Primary Email,Work Phone,Home Phone,Fax Number,Pager Number,Mobile Number,Home Address,Organization\n" +
			"Anna,Müller,Anna Müller,,a12345@x.de,+49 7231 26120,,+49 7231 26199,,0171 5551234,Weg 12345,Keller GmbH\n",
		"Thunderbird, German": "Vorname,Nachname,Anzeigename,Primäre E-Mail-Adresse,Tel. dienstlich,Tel. privat,Fax-Nummer,Pager-Nummer,Mobil-Tel.-Nr.,Privat: PLZ,Organisation\n" +
			"Anna,Müller,Anna Müller,a12345@x.de,+49 7231 26120,,+49 7231 26199,,0171 5551234,75172,Keller GmbH\n",
		"a title above": "Kundenliste, Stand 2024;;;\r\n;;;\r\nName;Firma;Telefon;Handy\r\n" +
			"Anna Müller;Keller GmbH;+49 7231 26120;0171 5551234\r\n",
		"customers": "Kundennr.;Kundenname;Ansprechpartner;Tel.-Nr.;Mobil-Nr.;Fax-Nr.\r\n" +
			"4711123;Keller GmbH;Anna Müller;+49 7231 26120;0171 5551234;+49 7231 26199\r\n",
		"Salesforce": "\"Salutation\",\"First Name\",\"Last Name\",\"Account Name\",\"Phone\",\"Mobile\",\"Fax\"\n" +
			"\"Ms.\",\"Anna\",\"Müller\",\"Keller GmbH\",\"+49 7231 26120\",\"0171 5551234\",\"+49 7231 26199\"\n",
		"only a nickname": "First Name,Last Name,Nickname,Organization Name,Phone 1 - Value\n" +
			",,Anna Müller,Keller GmbH,+49 7231 26120 ::: 0171 5551234\n",
		"two lines in a cell":   "Name;Firma;Telefon\r\nAnna Müller;Keller GmbH;\"+49 7231 26120\r\n0171 5551234\"\r\n",
		"Excel's word":          "sep=;\r\nName;Firma;Telefon;Handy\r\nAnna Müller;Keller GmbH;+49 7231 26120;0171 5551234\r\n",
		"carriage returns only": "Name,Company,Phone,Mobile\rAnna Müller,Keller GmbH,+49 7231 26120,0171 5551234\r",
	} {
		t.Run(name, func(t *testing.T) {
			var got []Person
			if err := readCSV(strings.NewReader(text), func(p Person) bool {
				got = append(got,
					p)
				return true
			}); err != nil {
				t.Fatal(err)
			}
			if name == "a broken row" {
				return // it is read as far as can be
			}
			if !reflect.DeepEqual(got, []Person{anna}) {
				t.Errorf("got %+v", got)
			}
		})
	}
	if err := readCSV(strings.NewReader("a,b\n1,2\n"), func(Person) bool { return true }); !errors.Is(err,
		errNoColumns) {
		t.Errorf("a table of something else: %v", err)
	}
}

func TestReadingStopsWhenAsked(t *testing.T) {
	endless := io.MultiReader(strings.NewReader("Name,Phone\n"), repeat("Anna,1234567\n"))
	n := 0
	if err := readCSV(endless, func(Person) bool { n++; return n < 10 }); err != nil || n != 10 {
		t.Error(n, err)
	}
}

type repeated struct{ text, left string }

func repeat(text string) io.Reader { return &repeated{text: text} }

func (r *repeated) Read(into []byte) (int, error) {
	if r.left == "" {
		r.left = r.text
	}
	n := copy(into, r.left)
	r.left = r.left[n:]
	return n, nil
}

func TestAFritzBoxsPhonebook(t *testing.T) {
	const text = `<?xml version="1.0" encoding="iso-8859-1"?>
<phonebooks><phonebook name="Telefonbuch" owner="1"><contact><category>0</category>
<person><realName>M\xfcller, Anna</realName></person><telephony nid="2"><number type="work" prio="1">+49 7231 26-120</number>
<number type="mobile">0171 5551234</number><number type="fax_work">07231 26-199</number><number type="intern">**610</number></telephony>
<services><email>a@x.de</email></services><uniqueid>12345</uniqueid></contact>
<contact><person><realName>Nobody</realName></person><telephony/></contact></phonebook></phonebooks>`
	for name, text := range map[string]string{
		"ISO 8859-1": strings.ReplaceAll(text, `\xfc`, "\xfc"),
		"UTF-8":      strings.NewReplacer(`\xfc`, "ü", "iso-8859-1", "utf-8").Replace(text),
	} {
		var got []Person
		err := readPhonebook(strings.NewReader(text), func(p Person) bool { got = append(got, p); return true })
		want := []Person{{Name: "Müller, Anna", Numbers: []string{"+49 7231 26-120", "0171 5551234"}}}
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
	for _, text := range []string{"<phonebooks><phonebook><contact>", "<phonebooks>" + strings.Repeat("<a>", 100_000)} {
		if err := readPhonebook(strings.NewReader(text), func(Person) bool { return true }); err == nil {
			t.Errorf("%.40q is read", text)
		}
	}
}

func TestFaxMachinesComeLast(t *testing.T) {
	for name, c := range map[string]struct {
		tel  string
		want []string
		fax  int
	}{
		"3.0":             {"TEL;TYPE=FAX,WORK:1000001\nTEL;TYPE=WORK:1000002\n", []string{"1000002", "1000001"}, 1},
		"3.0, two types":  {"TEL;TYPE=WORK;TYPE=fax:1000001\nTEL:1000002\n", []string{"1000002", "1000001"}, 1},
		"2.1":             {"TEL;WORK;FAX:1000001\nTEL;WORK;VOICE:1000002\n", []string{"1000002", "1000001"}, 1},
		"4.0":             {"TEL;TYPE=\"work,fax\":1000001\nTEL:1000002\n", []string{"1000002", "1000001"}, 1},
		"nothing but one": {"TEL;FAX:1000001\n", []string{"1000001"}, 1},
		"both in one":     {"TEL;TYPE=VOICE,FAX:1000001\nTEL:1000002\n", []string{"1000001", "1000002"}, 0},
		"preferred, 3.0":  {"TEL:1000001\nitem1.TEL;type=CELL;type=pref:1000002\n", []string{"1000002", "1000001"}, 0},
		"preferred, 2.1":  {"TEL;HOME:1000001\nTEL;PREF:1000002\n", []string{"1000002", "1000001"}, 0},
		"preferred, 4.0": {"TEL;PREF=2:1000001\nTEL:1000003\nTEL;PREF=1:1000002\n",
			[]string{"1000002", "1000001", "1000003"}, 0},
		"a preferred fax": {"TEL;TYPE=FAX,PREF:1000001\nTEL:1000002\n", []string{"1000002", "1000001"}, 1},
		"two numbers each": {"TEL;FAX:07231 100001, 07231 100002\nTEL:07231 100003\n",
			[]string{"07231 100003", "07231 100001", "07231 100002"}, 2},
		"as written else": {"TEL:1000003\nTEL:1000001\nTEL:1000002\n", []string{"1000003", "1000001", "1000002"}, 0},
	} {
		got := cardsIn(t, "BEGIN:VCARD\nFN:Anna\n"+c.tel+"END:VCARD\n")
		if len(got) != 1 || !slices.Equal(got[0].Numbers, c.want) || got[0].Fax != c.fax {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestFaxMachinesInGooglesTables(t *testing.T) {
	for _, kind := range []string{"Type", "Label"} {
		text := "Name,Phone 1 - " + kind + ",Phone 1 - Value,Phone 2 - " + kind + ",Phone 2 - Value\n" +
			"Anna,Work Fax,1000001,Mobile,1000002 ::: 1000003\n"
		var got []Person
		err := readCSV(strings.NewReader(text), func(p Person) bool { got = append(got, p); return true })
		want := []Person{{Name: "Anna", Numbers: []string{"1000002", "1000003", "1000001"}, Fax: 1}}
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, %v", kind, got, err)
		}
	}
}

func TestNamesInOtherScripts(t *testing.T) {
	for name, c := range map[string]struct{ line, want string }{
		"Shift_JIS":    {"FN;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:=8ER=93c", "山田"},
		"EUC-JP":       {"FN;CHARSET=EUC-JP:\xbb\xb3\xc5\xc4", "山田"},
		"ISO-2022-JP":  {"FN;CHARSET=ISO-2022-JP:\x1b$B;3ED\x1b(B", "山田"},
		"GB2312":       {"FN;CHARSET=GB2312;ENCODING=QUOTED-PRINTABLE:=C9=BD=CC=EF", "山田"},
		"Big5":         {"FN;CHARSET=BIG5:\xa4s\xa5\xd0", "山田"},
		"EUC-KR":       {"FN;CHARSET=EUC-KR:\xb1\xe8", "김"},
		"windows-1253": {"FN;CHARSET=WINDOWS-1253:\xc1\xed\xed\xe1", "Αννα"},
	} {
		got := cardsIn(t, "BEGIN:VCARD\nVERSION:2.1\n"+c.line+"\nTEL:1234567\nEND:VCARD\n")
		if len(got) != 1 || got[0].Name != c.want {
			t.Errorf("%s: %+v", name, got)
		}
	}
}
