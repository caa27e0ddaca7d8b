package command

import (
	"errors"
	"reflect"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	for line, want := range map[string]Invocation{
		"":                                      {},
		"--demo --hidden":                       {Demo: true, Hidden: true},
		"--server h --login anna":               {Server: "h", Login: "anna"},
		"--server=h -login=a=b":                 {Server: "h", Login: "a=b"},
		"--profile work -Embedding":             {Profile: "work", Hidden: true, Embedded: true},
		"--password-stdin":                      {PasswordStdin: true},
		"--ca-file ca.pem":                      {CAFile: "ca.pem"},
		"--profile work":                        {Profile: "work"},
		"--log-level debug":                     {LogLevel: "debug"},
		"--version":                             {Version: true},
		"-h":                                    {Help: true},
		"help":                                  {Help: true},
		"list --help":                           {Help: true, Command: []string{"list"}},
		"status --help --demo":                  {Help: true, Demo: true, Command: []string{"status"}},
		"window --profile work":                 {Window: true, Profile: "work"},
		"tel:+33-123":                           {Dial: "+33123"},
		"--profile work callto:12":              {Profile: "work", Dial: "12"},
		"status --json":                         {Command: []string{"status", "--json"}},
		"--profile work status":                 {Profile: "work", Command: []string{"status"}},
		"list calls --profile=w -x":             {Profile: "w", Command: []string{"list", "calls", "-x"}},
		"status --log-level warn":               {LogLevel: "warn", Command: []string{"status"}},
		"save 1 -- --profile":                   {Command: []string{"save", "1", "--", "--profile"}},
		"save 1 -":                              {Command: []string{"save", "1", "-"}},
		"call tel:12":                           {Command: []string{"call", "tel:12"}},
		"-- status --json":                      {Command: []string{"status", "--json"}},
		"read window":                           {Command: []string{"read", "window"}},
		"status --format {{.Badge}}":            {Command: []string{"status", "--format", "{{.Badge}}"}},
		"--login a --server h --demo --version": {Login: "a", Server: "h", Demo: true, Version: true},
	} {
		if want.Profile == "" {
			want.Profile = "default"
		}
		got, err := Parse(strings.Fields(line))
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("Parse(%q) = %+v, %v; want %+v", line, got, err, want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, line := range []string{
		"--nonsense", "nonsense", "--demo=yes", "--profile", "--profile=", "--server h", "--login a",
		"--demo --server h --login a", "--demo --password-stdin", "--demo --ca-file f",
		"--log-level loud", "--json status", "status --demo", "--hidden status", "window --server h --login a",
		"window extra", "tel:*21%23", "tel:", "tel:12 tel:13", "tel:12 status", "list --server h calls --login x",
	} {
		_, err := Parse(strings.Fields(line))
		var usage *UsageError
		if !errors.As(err, &usage) || strings.Contains(err.Error(), "\n") {
			t.Errorf("Parse(%q) = %v, want a UsageError of one line", line, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("--profile\x00work\x00status\x00--json")
	f.Add("tel:%2B33\x00--")
	f.Fuzz(func(t *testing.T, args string) {
		inv, err := Parse(strings.Split(args, "\x00"))
		if err != nil {
			return
		}
		if len(inv.Command) > 0 && !Is(inv.Command[0]) {
			t.Fatalf("Parse(%q) = %+v", args, inv)
		}
		if len(inv.Command) > 0 && (inv.Window || inv.Dial != "") {
			t.Fatalf("Parse(%q) is two things: %+v", args, inv)
		}
	})
}

func TestUsageNamesEveryCommandAndFlag(t *testing.T) {
	var b strings.Builder
	Usage(&b)
	for _, c := range commands() {
		if !strings.Contains(b.String(), "\n  "+c.name+" ") {
			t.Errorf("the help lacks the command %s", c.name)
		}
		for _, flag := range append(c.switches, c.values...) {
			if !strings.Contains(c.words, "--"+flag) {
				t.Errorf("the help of %s lacks --%s", c.name, flag)
			}
		}
	}
	for _, o := range options {
		if !o.hidden && !strings.Contains(b.String(), "--"+o.name) {
			t.Errorf("the help lacks --%s", o.name)
		}
	}
	for line := range strings.SplitSeq(b.String(), "\n") {
		if len(line) > 130 {
			t.Errorf("a line of the help is too long: %s", line)
		}
	}
}
