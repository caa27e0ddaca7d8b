package people

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// phonebookEntry is one person in the telephone book of a Fritz!Box, as its web page saves it.
type phonebookEntry struct {
	Name    string `xml:"person>realName"`
	Numbers []struct {
		Kind string `xml:"type,attr"`
		Text string `xml:",chardata"`
	} `xml:"telephony>number"`
}

// readPhonebook calls found for each person, until found returns false.
func readPhonebook(r io.Reader, found func(Person) bool) error {
	raw := xml.NewDecoder(r)
	raw.CharsetReader = charsetReader
	dec := xml.NewTokenDecoder(&shallow{Decoder: raw})
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return phonebookProblem(err)
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != "contact" {
			continue
		}
		var e phonebookEntry
		if err := dec.DecodeElement(&e, &start); err != nil {
			return phonebookProblem(err)
		}
		if p, ok := e.person().cleaned(); ok && !found(p) {
			return nil
		}
	}
}

// person leaves out what nobody calls from: fax machines, and the box's own telephones.
func (e phonebookEntry) person() Person {
	p := Person{Name: e.Name}
	for _, n := range e.Numbers {
		if !strings.HasPrefix(n.Kind, "fax") && !strings.HasPrefix(strings.TrimSpace(n.Text), "*") {
			p.Numbers = append(p.Numbers, n.Text)
		}
	}
	return p
}

func phonebookProblem(err error) error {
	if errors.Is(err, errTooMuch) {
		return err
	}
	return &Problem{Code: Unreadable, Err: err}
}
