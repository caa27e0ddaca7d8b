package settingspage

import (
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"istratray/app/control"
	"istratray/app/numbers"
	"istratray/app/settings"
	"istratray/app/window/desk"
	"istratray/app/window/lang"
	"istratray/app/window/parts"
)

// bookFields are what an address book is described by. Those that its kind does not have are nil.
type bookFields struct {
	path, address, base, login, password, filter *parts.Field
	name                                         *parts.Field
}

// newBookFields makes those of a kind, filled with what is known.
func newBookFields(d *desk.Desk, c settings.Contacts) *bookFields {
	field := func(name, hint, text string) *parts.Field {
		f := parts.NewField(name, d.Frame.Takes)
		f.SetPlaceHolder(hint)
		f.SetText(text)
		return f
	}
	f := &bookFields{}
	switch c.Kind {
	case settings.VCard:
		f.path = field(lang.L("File or folder"), "~/contacts.vcf", c.Path)
	case settings.CardDAV:
		f.address = field(lang.L("Address"), "https://cloud.example.com", c.URL)
	case settings.LDAP:
		f.address = field(lang.L("Address"), "ldaps://ldap.example.com", c.URL)
		f.base = field(lang.L("Where people are (base DN)"), "OU=People,DC=example,DC=com", c.Base)
		f.filter = field(lang.L("Filter (optional)"), "(telephoneNumber=*)", c.Filter)
	}
	if f.address != nil {
		f.login = field(lang.L("Login"), "", c.Login)
		f.password = parts.NewPasswordField(lang.L("Password"), lang.L("Show the password"),
			lang.L("Hide the password"), d.Frame.Takes)
	}
	f.name = field(lang.L("Name in this list (optional)"), "", c.Name)
	return f
}

// all are the fields in the order in which they stand.
func (f *bookFields) all() (out []*parts.Field) {
	for _, field := range []*parts.Field{f.path, f.address, f.base, f.login, f.password, f.filter, f.name} {
		if field != nil {
			out = append(out, field)
		}
	}
	return out
}

func text(f *parts.Field) string {
	if f == nil {
		return ""
	}
	return numbers.Trim(f.Text)
}

// request is what the fields describe.
func (f *bookFields) request(kind string) control.ContactsRequest {
	r := control.ContactsRequest{Kind: kind, Name: text(f.name), URL: address(kind, text(f.address)),
		Base:   text(f.base),
		Filter: text(f.filter), Login: text(f.login), Path: absolute(text(f.path))}
	if f.password != nil {
		r.Password = f.password.Text
	}
	return r
}

// address is a server's that was typed: without a scheme it is the usual one that keeps what is sent a secret.
func address(kind, typed string) string {
	switch {
	case typed == "" || strings.Contains(typed, "://"):
		return typed
	case kind == settings.LDAP:
		return "ldaps://" + typed
	}
	return "https://" + typed
}

// absolute is a path that was typed: "~" is the home folder.
func absolute(path string) string {
	rest, ok := strings.CutPrefix(path, "~")
	if home, err := os.UserHomeDir(); ok && err == nil && (rest == "" || os.IsPathSeparator(rest[0])) {
		return filepath.Join(home, rest)
	}
	return path
}

// complete says what is missing, at its field.
func (f *bookFields) complete() bool {
	for _, need := range []struct {
		field *parts.Field
		what  string
	}{
		{f.path, lang.L("Enter a file or folder.")}, {f.address, lang.L("Enter the server's address.")},
	} {
		if need.field != nil && text(need.field) == "" {
			need.field.Fault(need.what)
			need.field.Focus()
			return false
		}
	}
	return true
}

// at is the field that a problem is about; nil: none in particular.
func (f *bookFields) at(problem string) *parts.Field {
	switch problem {
	case "wrong-password", "no-password":
		return f.password
	case "bad-filter":
		return f.filter
	case "not-found", "unreadable", "denied", "too-much", "too-many":
		if f.path != nil {
			return f.path
		}
		return f.address
	case "unreachable", "timeout", "no-book", "elsewhere", "bad-certificate", "server-error", "no-starttls":
		return f.address
	}
	return nil
}

func (f *bookFields) objects() (out []fyne.CanvasObject) {
	for _, field := range f.all() {
		out = append(out, field.Object)
	}
	return out
}

// clear takes all faults away.
func (f *bookFields) clear() {
	for _, field := range f.all() {
		field.Fault("")
	}
}
