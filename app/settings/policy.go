package settings

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// Policy is what an administrator has decided about settings by the system's own policies: on Windows in the registry,
// elsewhere nowhere. The zero value decides nothing.
type Policy struct {
	defaults, locks map[string]any // objects for JSON, with nothing in them but what Policies lists
	unusable        []string       // settings
}

// policyTree is a folder of a system's policies: texts, numbers (uint64), lists of texts and folders (policyTree), with
// names in small letters.
type policyTree map[string]any

// notForPolicies are settings that say who someone is or what they sit at, or are a state.
var notForPolicies = []string{"login", "base", "pinnedKey", "phone", "notifications.snoozeUntil", "playback.device"}

// defaultsOnly can't be locked: an account stays with the server it is signed in to, and the start at login is the
// system's to keep.
var defaultsOnly = []string{"server", "caPem", "startAtLogin"}

// PolicySetting is a setting that a policy can decide.
type PolicySetting struct {
	Path     string // in JSON, such as playback.speed
	Kind     reflect.Type
	Lockable bool // not only a default
}

// Policies are the settings that a policy can decide, in the order of Settings.
func Policies() []PolicySetting { return policiesIn(reflect.TypeFor[Settings](), "") }

func policiesIn(t reflect.Type, prefix string) (all []PolicySetting) {
	for i := range t.NumField() {
		field := t.Field(i)
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		path := prefix + name
		switch {
		case slices.Contains(notForPolicies, path):
		case field.Type.Kind() == reflect.Struct:
			all = append(all, policiesIn(field.Type, path+".")...)
		default:
			all = append(all, PolicySetting{path, field.Type, !slices.Contains(defaultsOnly, path)})
		}
	}
	return all
}

// newPolicy reads policies, the later ones over the earlier. What can't be used is passed over.
func newPolicy(defaults, locks []policyTree) Policy {
	p := Policy{defaults: map[string]any{}, locks: map[string]any{}}
	for _, setting := range Policies() {
		for _, tree := range defaults {
			p.decide(p.defaults, setting, tree)
		}
		for _, tree := range locks {
			if setting.Lockable {
				p.decide(p.locks, setting, tree)
			}
		}
	}
	for _, object := range []map[string]any{p.defaults, p.locks} {
		_, refused := over(Defaults(), object)
		p.unusable = append(p.unusable, refused...)
	}
	slices.Sort(p.unusable)
	p.unusable = slices.Compact(p.unusable)
	return p
}

// Unusable are the settings for which a policy has a value that they can't have, by their paths in JSON.
func (p Policy) Unusable() []string { return slices.Clone(p.unusable) }

// decide puts into an object what a tree says about a setting.
func (p *Policy) decide(object map[string]any, setting PolicySetting, tree policyTree) {
	names := strings.Split(setting.Path, ".")
	for _, name := range names[:len(names)-1] {
		tree, _ = tree[strings.ToLower(name)].(policyTree)
	}
	raw, said := tree[strings.ToLower(names[len(names)-1])]
	value, ok := policyValue(raw, setting.Kind)
	if said && !ok {
		p.unusable = append(p.unusable, setting.Path)
	}
	if !ok {
		return
	}
	for _, name := range names[:len(names)-1] {
		if object[name] == nil {
			object[name] = map[string]any{}
		}
		object, _ = object[name].(map[string]any)
	}
	object[names[len(names)-1]] = value
}

// policyValue is what a policy means for a setting of a kind: numbers that are not whole, and lists of objects, are
// texts, and a text may have come in lines. Numbers and switches may be texts, and the other way round.
func policyValue(raw any, kind reflect.Type) (value any, ok bool) {
	list, isList := raw.([]string)
	if isList && kind != reflect.TypeFor[[]string]() {
		raw = strings.Join(list, "\n")
	}
	text, isText := raw.(string)
	number, isNumber := raw.(uint64)
	switch kind.Kind() {
	case reflect.Bool:
		if isNumber {
			return number != 0, true
		}
		on, err := strconv.ParseBool(strings.TrimSpace(text))
		return on, isText && err == nil
	case reflect.Float64:
		if isNumber {
			return float64(number), true
		}
		f, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
		return f, isText && err == nil
	case reflect.String:
		if isNumber {
			return strconv.FormatUint(number, 10), true
		}
		return text, isText
	}
	if isList && !isText {
		return list, true
	}
	into := reflect.New(kind)
	if !isText || json.Unmarshal([]byte(text), into.Interface()) != nil {
		return nil, false
	}
	return into.Elem().Interface(), true
}

// Provide puts the policy's defaults and locks over base. A value that a setting can't have is passed over.
func (p Policy) Provide(base Settings) Settings {
	base, _ = over(base, p.defaults)
	return p.Lock(base)
}

// Lock puts the policy's locks over s.
func (p Policy) Lock(s Settings) Settings {
	s, _ = over(s, p.locks)
	return s
}

// over puts an object's values over s, each by itself: one that is wrong leaves the others, and is refused.
func over(s Settings, object map[string]any) (result Settings, refused []string) {
	for _, key := range slices.Sorted(maps.Keys(object)) {
		for _, value := range single(key, object[key]) {
			text, err := json.Marshal(value)
			next := s.Clone()
			if err == nil && json.Unmarshal(text, &next) == nil && next.Check() == nil {
				s = next
			} else {
				refused = append(refused, paths(value)...)
			}
		}
	}
	return s, refused
}

// paths are those of an object's values, which are nested once at most.
func paths(object map[string]any) (all []string) {
	for _, key := range slices.Sorted(maps.Keys(object)) {
		inner, nested := object[key].(map[string]any)
		if !nested {
			all = append(all, key)
		}
		for _, name := range slices.Sorted(maps.Keys(inner)) {
			all = append(all, key+"."+name)
		}
	}
	return all
}

// single are the values of a key as objects of one value each; quiet hours belong together.
func single(key string, value any) (all []map[string]any) {
	inner, nested := value.(map[string]any)
	if !nested || key == "callerPage" {
		return []map[string]any{{key: value}}
	}
	rest, hours := map[string]any{}, map[string]any{}
	for name, v := range inner {
		if strings.HasPrefix(name, "quiet") {
			hours[name] = v
		} else {
			rest[name] = v
		}
	}
	for _, name := range slices.Sorted(maps.Keys(rest)) {
		all = append(all, map[string]any{key: map[string]any{name: rest[name]}})
	}
	if len(hours) > 0 {
		all = append(all, map[string]any{key: hours})
	}
	return all
}

// LockedError says that an administrator has decided a setting.
type LockedError struct{ Field string } // the setting's JSON path

func (e *LockedError) Error() string { return e.Field + " is set by the administrator" }

// Check is a *LockedError where next decides a locked setting otherwise.
func (p Policy) Check(next Settings) error {
	wanted, err := object(next)
	if err != nil {
		return err
	}
	locked, err := object(p.Lock(next))
	if err != nil {
		return err
	}
	for _, setting := range Policies() {
		if !reflect.DeepEqual(at(wanted, setting.Path), at(locked, setting.Path)) {
			return &LockedError{setting.Path}
		}
	}
	return nil
}

// at is the value at a JSON path; nil when there is none.
func at(object map[string]any, path string) any {
	name, rest, deeper := strings.Cut(path, ".")
	if !deeper {
		return object[name]
	}
	inner, _ := object[name].(map[string]any)
	return at(inner, rest)
}

// Administered are the settings that an administrator provides, in ProvidedFile and by policies, and the policies: some
// can't be changed by a user. With an error, which is ready to show, the file was left out.
func Administered() (Settings, Policy, error) {
	base, err := Provided(ProvidedFile())
	policy := systemPolicy()
	return policy.Provide(base), policy, err
}
