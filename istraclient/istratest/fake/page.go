package main

import (
	_ "embed"
	"html/template"
	"maps"
	"net/http"
	"reflect"
	"slices"

	"istratray/assets/speech"
	"istratray/istraclient/istratest"
)

//go:embed page.html
var pageText string

var pageTemplate = template.Must(template.New("page").Parse(pageText))

// quirk is one habit as the page offers it.
type quirk struct {
	Name   string
	Value  any
	IsBool bool
}

func (c control) page(w http.ResponseWriter, _ *http.Request) {
	state := c.platform.State()
	state.Calls = state.Calls[:min(len(state.Calls), 10)]
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_ = pageTemplate.Execute(w, map[string]any{ // fails only when the browser has gone
		"URL": c.platform.URL(), "Login": c.platform.Login(), "State": state,
		"Speeches": speech.Names(), "Bodies": istratest.Bodies(), "Faults": c.platform.Faults().Active(),
		"Fields": fieldNames(istratest.Fault{}), "Quirks": quirks(c.platform.Faults().Quirks()),
		"Switches": slices.Sorted(maps.Keys(c.switches())),
	})
}

func quirks(q istratest.Quirks) (list []quirk) {
	value := reflect.ValueOf(q)
	for _, f := range fieldsOf(q) {
		field := value.FieldByIndex(f.Index)
		list = append(list, quirk{Name: fieldName(f.Name), Value: field.Interface(),
			IsBool: field.Kind() == reflect.Bool})
	}
	return list
}
