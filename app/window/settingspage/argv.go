package settingspage

import "strings"

// joined writes a program and its arguments as one line; what has blanks or quotes in it is put in quotes.
func joined(argv []string) string {
	out := make([]string, len(argv))
	for i, arg := range argv {
		out[i] = arg
		if arg == "" || strings.ContainsAny(arg, " \t\"") {
			out[i] = `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(arg) + `"`
		}
	}
	return strings.Join(out, " ")
}

// split takes such a line apart: at blanks, except within quotes, in which a backslash keeps what follows it. There
// is no shell: nothing else has a meaning. Ok is false where a quote is not closed.
func split(line string) (argv []string, ok bool) {
	var arg strings.Builder
	begun, quoted, escaped := false, false, false
	for _, r := range line {
		switch {
		case escaped:
			arg.WriteRune(r)
			escaped = false
		case quoted && r == '\\':
			escaped = true
		case r == '"':
			begun, quoted = true, !quoted
		case !quoted && (r == ' ' || r == '\t'):
			if begun {
				argv = append(argv, arg.String())
			}
			arg.Reset()
			begun = false
		default:
			arg.WriteRune(r)
			begun = true
		}
	}
	if begun {
		argv = append(argv, arg.String())
	}
	return argv, !quoted
}
