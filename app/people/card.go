package people

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"mime/quotedprintable"
	"strings"
)

// card is what is taken out of a vCard.
type card struct {
	person     Person
	ranks      []int  // of its numbers, ascending
	name, nick string // of N and NICKNAME, for cards without FN
	note       string
	vip, muted bool
	favourite  bool
	photo      []byte
	photoLink  string // where a picture is that isn't in the card
}

// Our own properties, for what vCards have no property for.
const (
	propertyVIP   = "X-ISTRATRAY-VIP"
	propertyMuted = "X-ISTRATRAY-MUTED"

	propertyFavourite = "X-ISTRATRAY-FAVOURITE"
)

func (c *card) take(name string, params []string, value []byte) {
	switch name {
	case "PHOTO":
		c.takePhoto(params, value)
		return
	case "FN", "N", "NICKNAME", "ORG", "TEL", "NOTE", propertyVIP, propertyMuted, propertyFavourite:
	default:
		return
	}
	text := valueOf(params, value)
	switch name {
	case "FN":
		c.person.Name = firstOf(c.person.Name, unescape(text))
	case "N":
		c.name = firstOf(c.name, structuredName(text))
	case "NICKNAME":
		c.nick = firstOf(c.nick, unescape(text))
	case "ORG":
		c.person.Company = firstOf(c.person.Company, components(text)[0])
	case "TEL":
		c.takeNumber(params, text)
	case "NOTE":
		c.note = firstOf(c.note, unescape(text))
	case propertyVIP:
		c.vip = isOne(text)
	case propertyMuted:
		c.muted = isOne(text)
	case propertyFavourite:
		c.favourite = isOne(text)
	}
}

func (c *card) takePhoto(params []string, value []byte) {
	raw, err := pictureIn(params, value)
	switch {
	case err == nil && c.photo == nil:
		c.photo = raw
	case errors.Is(err, errNoPicture) && c.photoLink == "" && len(value) <= maxLine:
		c.photoLink = unescape(string(value))
	}
}

func isOne(text string) bool { return strings.TrimSpace(text) == "1" }

// whole is the person of the card, as harmless text; false where it is of no use.
func (c *card) whole() (Person, bool) {
	p := c.person
	p.Name = firstOf(p.Name, c.name, c.nick)
	return p.cleaned()
}

// pictured is whole, with the picture kept.
func (c *card) pictured(album *pictures) (Person, bool) {
	p, ok := c.whole()
	if ok {
		if p.Picture = firstOf(album.keep(c.photo), album.keepFile(c.photoLink)); p.Picture != "" {
			p = p.compact()
		}
	}
	return p, ok
}

// valueOf undoes the encodings of versions 2.1 and 3.0.
func valueOf(params []string, value []byte) string {
	charset, encoding := "", ""
	for _, p := range params {
		key, v, _ := strings.Cut(p, "=")
		switch key = strings.ToUpper(key); key {
		case "CHARSET":
			charset = strings.Trim(v, `"`)
		case "ENCODING":
			encoding = strings.ToUpper(v)
		case "QUOTED-PRINTABLE", "BASE64":
			encoding = key
		}
	}
	var r io.Reader
	switch encoding {
	case "QUOTED-PRINTABLE":
		r = quotedprintable.NewReader(bytes.NewReader(value))
	case "BASE64", "B":
		r = base64.NewDecoder(base64.StdEncoding, bytes.NewReader(bytes.ReplaceAll(value, []byte(" "), nil)))
	default:
		return decoded(value, charset)
	}
	if plain, err := io.ReadAll(r); err == nil {
		value = plain
	}
	return decoded(value, charset)
}

// structuredName reads "Family;Given;Middle;Prefix;Suffix".
func structuredName(text string) string {
	parts := append(components(text), "", "", "")
	return strings.TrimSpace(strings.Join([]string{parts[1], parts[2], parts[0]}, " "))
}

// components are the parts between semicolons; there is at least one.
func components(text string) []string {
	var parts []string
	from := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case ';':
			parts = append(parts, unescape(text[from:i]))
			from = i + 1
		}
	}
	return append(parts, unescape(text[from:]))
}

var escapes = strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\N`, "\n", `\,`, ",", `\;`, ";", `\:`, ":")

func unescape(text string) string { return strings.TrimSpace(escapes.Replace(text)) }

func firstOf(texts ...string) string {
	for _, t := range texts {
		if strings.TrimSpace(t) != "" {
			return t
		}
	}
	return ""
}
