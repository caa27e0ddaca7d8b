package main

import (
	"fmt"
	"maps"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
)

// fillIn sets the fields of a struct from form fields of the same name in lower camel case. An unknown
// name or a value that does not fit is an error; empty values are passed over.
func fillIn(target any, form url.Values) error {
	fields := reflect.ValueOf(target).Elem()
	for name := range form {
		text := form.Get(name)
		if text == "" {
			continue
		}
		field := fields.FieldByNameFunc(func(field string) bool { return fieldName(field) == name })
		if !field.IsValid() {
			return fmt.Errorf("there is no field %q", name)
		}
		if err := set(field, text); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

func set(field reflect.Value, text string) error {
	var value any
	var err error
	switch field.Interface().(type) {
	case time.Duration:
		value, err = time.ParseDuration(text)
	case time.Time:
		value, err = time.Parse(time.RFC3339, text)
	case bool:
		value, err = strconv.ParseBool(text)
	case int:
		value, err = strconv.Atoi(text)
	default:
		if field.Kind() != reflect.String {
			return fmt.Errorf("this field can't be set here")
		}
		field.SetString(text)
		return nil
	}
	if err == nil {
		field.Set(reflect.ValueOf(value))
	}
	return err
}

// fieldNames are the names that fillIn knows for a struct.
func fieldNames(of any) (names []string) {
	for _, field := range fieldsOf(of) {
		names = append(names, fieldName(field.Name))
	}
	return names
}

// fieldsOf are a struct's fields, those of structs within it in their place.
func fieldsOf(of any) []reflect.StructField {
	return slices.DeleteFunc(reflect.VisibleFields(reflect.TypeOf(of)), func(f reflect.StructField) bool {
		return f.Anonymous
	})
}

// fieldName is a Go field's name in lower camel case: Match → match, NoURIs → noURIs, ID → id.
func fieldName(field string) string {
	if strings.ToUpper(field) == field {
		return strings.ToLower(field)
	}
	return strings.ToLower(field[:1]) + field[1:]
}

func without(form url.Values, names ...string) url.Values {
	form = maps.Clone(form)
	for _, name := range names {
		delete(form, name)
	}
	return form
}
