package people

import (
	"slices"
	"strconv"
	"strings"
)

// How numbers of one person are ordered: preferred ones have 1 to 100, as vCard 4.0 counts.
const (
	rankPreferred = 1
	rankUsual     = 101
	rankFax       = 102
)

// takeNumber puts a number where its rank is: the preferred first, fax machines last.
func (c *card) takeNumber(params []string, text string) {
	if len(c.ranks) >= maxNumbers {
		return
	}
	rank := rankOf(params)
	at, _ := slices.BinarySearch(c.ranks, rank+1) // behind its equals
	c.ranks = slices.Insert(c.ranks, at, rank)
	c.person.Numbers = slices.Insert(c.person.Numbers, at, text)
	if rank == rankFax {
		c.person.Fax++
	}
}

// rankOf reads TYPE=FAX, TYPE="work,pref", PREF=1, and the bare words of version 2.1. What can be spoken to, too, is no
// fax machine.
func rankOf(params []string) int {
	rank, fax, voice := rankUsual, false, false
	for _, p := range params {
		key, value, valued := strings.Cut(strings.ToUpper(p), "=")
		value = strings.Trim(value, `"`)
		switch n, err := strconv.Atoi(value); {
		case key == "PREF" && err == nil && n >= rankPreferred && n < rankUsual:
			rank = min(rank, n)
			continue
		case !valued:
			value = key
		case key != "TYPE":
			continue
		}
		for _, kind := range strings.Split(value, ",") {
			switch strings.TrimSpace(kind) {
			case "FAX":
				fax = true
			case "VOICE", "CELL":
				voice = true
			case "PREF":
				rank = min(rank, rankPreferred)
			}
		}
	}
	if fax && !voice {
		return rankFax
	}
	return rank
}
