package main

import (
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"istratray/app/settings"
)

// attributes are all values of an attribute in a document, which has to be well-formed.
func attributes(t *testing.T, file string, element, name string) map[string]bool {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all := map[string]bool{}
	for d := xml.NewDecoder(f); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != element {
			continue
		}
		for _, a := range start.Attr {
			if a.Name.Local == name {
				all[a.Value] = true
			}
		}
	}
}

func TestPolicyTemplates(t *testing.T) {
	folder := t.TempDir()
	if err := writePolicies(folder); err != nil {
		t.Fatal(err)
	}
	template, texts := filepath.Join(folder, "istratray.admx"), filepath.Join(folder, "en-US", "istratray.adml")
	policies := attributes(t, template, "policy", "name")
	for _, setting := range settings.Policies() {
		id := strings.ReplaceAll(setting.Path, ".", "_")
		if policies[id] != setting.Lockable || !policies[id+"Recommended"] {
			t.Errorf("%s is not as it can be set", setting.Path)
		}
	}
	if len(policyTexts) != len(settings.Policies()) {
		t.Error("there are texts for settings that no policy can decide")
	}
	strs, forms := attributes(t, texts, "string", "id"), attributes(t, texts, "presentation", "id")
	content, err := os.ReadFile(template)
	if err != nil {
		t.Fatal(err)
	}
	for _, reference := range regexp.MustCompile(`\$\((\w+)\.(\w+)\)`).FindAllStringSubmatch(string(content), -1) {
		if there := map[string]map[string]bool{"string": strs,
			"presentation": forms}[reference[1]]; !there[reference[2]] {
			t.Errorf("there is no %s", reference[0])
		}
	}
	if keys := attributes(t, template, "policy", "key"); !keys[`Software\Policies\IstraTray`] ||
		!keys[`Software\Policies\IstraTray\Recommended\playback`] {
		t.Errorf("the keys are %v", keys)
	}
}
