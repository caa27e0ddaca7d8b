package main

import (
	"encoding/json"
	"io"
	"net/url"
)

// bom is a CycloneDX 1.5 document; it holds no time and no serial number, so that equal programs
// have equal ones.
type bom struct {
	Format     string      `json:"bomFormat"`
	Spec       string      `json:"specVersion"`
	Version    int         `json:"version"`
	Metadata   metadata    `json:"metadata"`
	Components []component `json:"components"`
}

type metadata struct {
	Component component `json:"component"`
}

type component struct {
	Type       string     `json:"type"`
	Ref        string     `json:"bom-ref"`
	Name       string     `json:"name"`
	Version    string     `json:"version,omitempty"`
	PURL       string     `json:"purl,omitempty"`
	Licences   []choice   `json:"licenses,omitempty"`
	Properties []property `json:"properties,omitempty"`
}

type choice struct {
	Licence struct {
		ID string `json:"id"`
	} `json:"license"`
}

type property struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

func writeBOM(out io.Writer, parts []part) error {
	doc := bom{Format: "CycloneDX", Spec: "1.5", Version: 1,
		Metadata: metadata{component{Type: "application", Ref: "istratray", Name: "istratray"}}}
	for _, p := range parts {
		doc.Components = append(doc.Components, componentOf(p))
	}
	enc := json.NewEncoder(out)
	enc.SetIndent("", "  ")
	return enc.Encode(doc)
}

func componentOf(p part) component {
	purl := "pkg:golang/" + p.Path + "@" + url.PathEscape(p.Version)
	c := component{Type: "library", Ref: purl, Name: p.Path, Version: p.Version, PURL: purl}
	for _, id := range p.ids() {
		var l choice
		l.Licence.ID = id
		c.Licences = append(c.Licences, l)
	}
	if p.Sum != "" {
		c.Properties = []property{{"go:sum", p.Sum}}
	}
	return c
}
