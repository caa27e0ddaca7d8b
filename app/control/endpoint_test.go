package control

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"istratray/app/inbox"
)

// Each endpoint has a row in the document that scripts are written after, and each row an endpoint.
func TestEveryEndpointIsInTheDocument(t *testing.T) {
	doc, err := os.ReadFile("../../docs/cli.md")
	if err != nil {
		t.Fatal(err)
	}
	documented := map[string]bool{}
	for _, line := range strings.Split(string(doc), "\n") {
		cell, _, _ := strings.Cut(strings.TrimPrefix(line, "| "), " | ")
		if !strings.HasPrefix(line, "| `") {
			continue
		}
		for _, m := range regexp.MustCompile("`(GET|POST|PUT|DELETE) (/v1/[^`?]*)").FindAllStringSubmatch(cell, -1) {
			documented[m[1]+" "+m[2]] = true
		}
	}
	s := NewServer(nothingBehind{}, nil)
	patterns := []string{importContactsEndpoint.pattern()}
	for _, r := range s.table(nil) {
		patterns = append(patterns, r.pattern)
	}
	for _, pattern := range patterns {
		name := placeholder().ReplaceAllStringFunc(pattern, func(p string) string {
			return strings.ToUpper(strings.Trim(p, "{}"))
		})
		if !documented[name] {
			t.Errorf("docs/cli.md has no row for %s", name)
		}
		delete(documented, name)
	}
	for row := range documented {
		t.Errorf("docs/cli.md describes %s, which nobody answers", row)
	}
}

// nothingBehind is a backend that is never asked.
type nothingBehind struct{ Backend }

func TestARequestIsAboutSomething(t *testing.T) {
	for _, id := range []string{"", ".", ".."} {
		if _, err := deletion(inbox.CallItem).request(id); CodeOf(err) != NotFound {
			t.Errorf("deleting %q: %v", id, err)
		}
	}
	req, err := deletion(inbox.CallItem).request("a/b {id}?")
	if err != nil || req.path != "/v1/calls/a%2Fb%20%7Bid%7D%3F" || req.method != "DELETE" || !req.effect {
		t.Errorf("%+v, %v", req, err)
	}
}
