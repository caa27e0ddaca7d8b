package people

import (
	"slices"
	"testing"

	"istratray/app/numbers"
)

// As people and programs write numbers, in Germany where nothing else is said.
func TestNumbersAsTheyAreWritten(t *testing.T) {
	book := numbers.NewBook("DE")
	for text, want := range map[string][]string{
		"+49 (0)30 901820":             {"+4930901820"},
		"+49 030 901833":               {"+4930901833"},
		"(+49) 30 901831":              {"+4930901831"},
		"00 49 30 901832":              {"+4930901832"},
		"0049 30 901822":               {"+4930901822"},
		"49 30 901837":                 {"+4930901837"},
		"tel:+49-30-901821;ext=12":     {"+4930901821"},
		"tel:+49%2030%20901825":        {"+4930901825"},
		"TEL:+49-30-901821":            {"+4930901821"},
		"sip:+4930901826@10.0.0.5":     {"+4930901826"},
		"sips:anna@10.0.0.55":          nil,
		"030/9018-23 Dw. 7":            {"+49309018237"},
		"030 / 901 823":                {"+4930901823"},
		"٠٣٠ ٩٠١٨٢٤":                   {"+4930901824"},
		"Büro 030 901828":              {"+4930901828"},
		"+49 (30) 90 18-27 (privat)":   {"+4930901827"},
		"030 901834p12":                {"+4930901834"},
		"030 901835,12":                {"+4930901835"},
		"030 901834 w 12":              {"+4930901834"},
		"+1-800-FLOWERS":               {"+18003569377"},
		"+1 800 GO-FEDEX":              {"+18004633339"},
		"0800 REIFEN7":                 {"+498007343367"},
		"112 NOTRUF":                   {"112668783"},
		"110 Polizei":                  {"110"},
		"030 901838 PRIVAT":            {"+4930901838"},
		"+1 212 555 0142 ext. 12":      {"+12125550142"},
		"+1 212-555-0143 x12":          {"+12125550143"},
		"+1 212-555-0144 (Ext 12)":     {"+12125550144"},
		"+33 1 42 68 53 00 poste 12":   {"+33142685300"},
		"+39 (0)6 6982 0002 int. 3":    {"+390669820002"},
		"030 901836 / 0171 5559999":    {"+4930901836", "+491715559999"},
		"030 901836, 0171 5559999":     {"+4930901836", "+491715559999"},
		"030 901836; +49 171 5559999":  {"+4930901836", "+491715559999"},
		"030 901836 oder 0171 5559999": {"+4930901836", "+491715559999"},
		"030 901836 ::: 120":           {"+4930901836", "120"},
		"none":                         nil,
		"":                             nil,
	} {
		p, _ := Person{Name: "Anna", Numbers: []string{text}}.cleaned()
		var keys []string
		for _, n := range p.Numbers {
			keys = append(keys, book.Key(n))
			if again := cleanNumber(n); again != n {
				t.Errorf("%q is %q, and that %q", text, n, again)
			}
		}
		if !slices.Equal(keys, want) {
			t.Errorf("%q is %q, read as %q, want %q", text, p.Numbers, keys, want)
		}
	}
	if key := numbers.NewBook("US").Key(cleanNumber("1-800-FLOWERS")); key != "+18003569377" {
		t.Errorf("a word in America is %q", key)
	}
}
