package settings

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"reflect"
	"time"

	"istratray/app/safefile"
)

// ProvidedFile is where an administrator puts settings for all users of this computer. Only
// administrators can write there.
func ProvidedFile() string { return providedFile() }

// Provided reads an administrator's settings: Defaults where the file says nothing or there is none.
// With an error, which is ready to show, the result is Defaults.
func Provided(file string) (Settings, error) {
	text, err := safefile.Read(file, maxFile)
	if errors.Is(err, fs.ErrNotExist) {
		return Defaults(), nil
	}
	s := Defaults()
	if err == nil {
		err = json.Unmarshal(text, &s)
	}
	if err != nil {
		return Defaults(), fmt.Errorf("the settings that your administrator provides in %s can't be used: %w", file,
			err)
	}
	s.Notifications.SnoozeUntil = time.Time{} // a state, not a preference
	return s.repaired(), nil
}

// differences are the settings that are not as in base, as an object for JSON. Base can change
// later, so an account is written whole: what was learnt of one server is never used with another.
func differences(s, base Settings) (map[string]any, error) {
	mine, err := object(s)
	if err != nil {
		return nil, err
	}
	others, err := object(base)
	if err != nil {
		return nil, err
	}
	different := except(mine, others)
	if s.Login != "" {
		different["server"] = s.Server
	}
	return different, nil
}

func object(s Settings) (map[string]any, error) {
	text, err := json.Marshal(s)
	if err != nil {
		return nil, err
	}
	var o map[string]any
	return o, json.Unmarshal(text, &o)
}

func except(mine, base map[string]any) map[string]any {
	different := map[string]any{}
	for key, value := range mine {
		inner, nested := value.(map[string]any)
		if !nested {
			if !reflect.DeepEqual(value, base[key]) {
				different[key] = value
			}
			continue
		}
		others, _ := base[key].(map[string]any)
		if d := except(inner, others); len(d) > 0 {
			different[key] = d
		}
	}
	for key, value := range base { // what is empty is left out of an object: here it has to be said
		if _, ok := mine[key]; !ok {
			different[key] = reflect.Zero(reflect.TypeOf(value)).Interface()
		}
	}
	return different
}
