package words

import "maps"

// Problem is what went wrong: a code that the catalogues have, and the values that its sentence may hold. Clients
// of the socket get both. The value Because is the code of the problem behind it.
type Problem struct {
	Code   string
	Values map[string]string
}

// Because names the value that holds the code of the cause: its sentence follows, with the same values.
const Because = "because"

// Count names the value that decides between one and many.
const Count = "count"

// New makes a Problem of a code, and of names and values in turn.
func New(code string, pairs ...string) Problem {
	p := Problem{Code: code}
	for i := 0; i+1 < len(pairs); i += 2 {
		if p.Values == nil {
			p.Values = make(map[string]string, len(pairs)/2)
		}
		p.Values[pairs[i]] = pairs[i+1]
	}
	return p
}

// Behind is a Problem with another one as its cause.
func (p Problem) Behind(code string) Problem {
	if p.Code == "" {
		return Problem{Code: code}
	}
	values := maps.Clone(p.Values)
	if values == nil {
		values = make(map[string]string, 1)
	}
	if values[Because] == "" {
		values[Because] = p.Code
	}
	return Problem{Code: code, Values: values}
}
