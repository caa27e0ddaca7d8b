package people_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"istratray/app/people"
	"istratray/app/settings"
)

const crowd = 10_000

func manyCards() string {
	var b strings.Builder
	for i := range crowd {
		b.WriteString(strings.Replace(vcard(fmt.Sprint("Person ", i), fmt.Sprint("Firm ", i%500), fmt.Sprintf("+49 7231 %d", 200_000+i), fmt.Sprintf("0171 %d", 1_000_000+i)),
			"VERSION:3.0", fmt.Sprintf("VERSION:3.0\r\nUID:u%d\r\nN:Person;%d;;;", i, i), 1))
	}
	return b.String()
}

// BenchmarkWho is a lookup among 10,000 people; at most 0.2 ms.
func BenchmarkWho(b *testing.B) {
	d := people.New(people.Options{CacheDir: b.TempDir()})
	d.SetCountry("DE")
	file := filepath.Join(b.TempDir(), "many.vcf")
	t := &testing.T{}
	write(t, file, manyCards())
	d.Use([]settings.Contacts{book("Many", file)})
	go func() { _ = d.Run(b.Context()) }()
	if s, err := d.First(b.Context(), "Many"); err != nil || s.People != crowd {
		b.Fatal(s, err)
	}
	known, unknown := make([]people.Party, 1000), make([]people.Party, 1000)
	for i := range known {
		known[i], unknown[i] = number(fmt.Sprintf("+497231%d", 200_000+i*7)), number(fmt.Sprintf("+49301%06d", i))
	}
	for name, list := range map[string][]people.Party{"known": known, "unknown": unknown} {
		b.Run(name, func(b *testing.B) {
			for i := range b.N {
				d.Who(list[i%len(list)])
			}
		})
	}
}
