package settings_test

import (
	"encoding/json"
	"path/filepath"
	"testing"

	"istratray/app/settings"
)

func TestAddressBooksHaveWhatTheirKindNeeds(t *testing.T) {
	absolute := filepath.Join(t.TempDir(), "a.vcf") // written otherwise on each system
	for name, c := range map[string]struct {
		book settings.Contacts
		want bool
	}{
		"vcard":                {settings.Contacts{Name: "Mine", Kind: "vcard", Path: absolute}, true},
		"vcard of no folder":   {settings.Contacts{Name: "Mine", Kind: "vcard", Path: "mine.vcf"}, false},
		"vcard without a path": {settings.Contacts{Name: "Mine", Kind: "vcard"}, false},
		"carddav": {settings.Contacts{Name: "Cloud", Kind: "carddav",
			URL: "https://cloud.example.com/dav"}, true},
		"carddav without a host": {settings.Contacts{Name: "Cloud", Kind: "carddav", URL: "https:///dav"}, false},
		"carddav from a file":    {settings.Contacts{Name: "Cloud", Kind: "carddav", URL: "file:///etc/passwd"}, false},
		"a password in it": {settings.Contacts{Name: "Cloud", Kind: "carddav",
			URL: "https://anna:secret@cloud.example.com"}, false},
		"ldap": {settings.Contacts{Name: "Firm", Kind: "ldap", URL: "ldap://dc.example.com",
			Base: "dc=x"}, true},
		"ldap over the web": {settings.Contacts{Name: "Firm", Kind: "ldap", URL: "https://dc.example.com"},
			false},
		"system":                  {settings.Contacts{Name: "System", Kind: "system"}, true},
		"unknown kind":            {settings.Contacts{Name: "X", Kind: "fax"}, false},
		"no name":                 {settings.Contacts{Kind: "system"}, false},
		"a name that turns texts": {settings.Contacts{Name: "a\u202eb", Kind: "system"}, false},
	} {
		s := settings.Defaults()
		s.Contacts = []settings.Contacts{c.book}
		if got := s.Check() == nil; got != c.want {
			t.Errorf("%s: usable %v", name, got)
		}
	}
	twice := settings.Defaults()
	twice.Contacts = []settings.Contacts{{Name: "A", Kind: "system"}, {Name: "A", Kind: "system"}}
	if twice.Check() == nil {
		t.Error("two books have one name")
	}
}

func TestAListOfBooksIsReplacedWhole(t *testing.T) {
	s := settings.Settings{Contacts: []settings.Contacts{{Name: "A", Kind: "ldap", Login: "cn=anna", Base: "dc=x"}}}
	if err := json.Unmarshal([]byte(`{"contacts":[{"name":"B","kind":"system"}]}`), &s); err != nil {
		t.Fatal(err)
	}
	if b := s.Contacts[0]; b.Login != "" || b.Base != "" {
		t.Errorf("the other book's values are left in %+v", b)
	}
}

func TestACallersPageStaysOnItsHost(t *testing.T) {
	for url, want := range map[string]bool{
		"":                                      true,
		"https://crm.example.com/?tel={number}": true,
		"http://crm.local/{name}/{id}":          true,
		"https://{name}.example.com/":           false,
		"https://crm.example.com{number}/":      false,
		"javascript:alert({name})":              false,
		"file:///etc/{name}":                    false,
		"{name}://crm.example.com":              false,
		"crm.example.com/{number}":              false,
		"https://crm.example.com:{number}/":     false,
	} {
		s := settings.Defaults()
		s.CallerPage.URL = url
		if got := s.Check() == nil; got != want {
			t.Errorf("%q: usable %v", url, got)
		}
	}
}
