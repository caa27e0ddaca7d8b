package inbox

import (
	"encoding/json"
	"fmt"
)

// Reason says precisely what happened, for clients that say it in their own words and language.
type Reason struct {
	Reason string `json:"reason,omitempty"` // a code of app/words
	Values Values `json:"values,omitempty"` // what its sentence may hold
}

// Values are texts by name, as a JSON object, so that what has them can be compared. "" has none.
type Values string

// ValuesOf makes Values of a map.
func ValuesOf(texts map[string]string) Values {
	if len(texts) == 0 {
		return ""
	}
	data, err := json.Marshal(texts)
	if err != nil {
		return "" // texts can be marshalled
	}
	return Values(data)
}

// Map gives the texts by name; nil when there are none.
func (v Values) Map() map[string]string {
	var texts map[string]string
	if json.Unmarshal([]byte(v), &texts) != nil {
		return nil
	}
	return texts
}

// MarshalJSON writes the object.
func (v Values) MarshalJSON() ([]byte, error) {
	if v == "" {
		return []byte("{}"), nil
	}
	return []byte(v), nil
}

// UnmarshalJSON reads an object of texts.
func (v *Values) UnmarshalJSON(data []byte) error {
	var texts map[string]string
	if err := json.Unmarshal(data, &texts); err != nil {
		return fmt.Errorf("values: %w", err)
	}
	*v = ValuesOf(texts)
	return nil
}
