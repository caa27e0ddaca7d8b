package settings

import (
	"strings"

	"golang.org/x/sys/windows/registry"
)

// policyKey is where group policies are written to. Users can't write there.
const policyKey = `Software\Policies\IstraTray`

// systemPolicy reads the registry: what is recommended is a default, all else is locked. The computer's policies win
// over the user's.
func systemPolicy() Policy {
	var defaults, locks []policyTree
	for _, root := range []registry.Key{registry.CURRENT_USER, registry.LOCAL_MACHINE} {
		locks = append(locks, readPolicies(root, policyKey, 0))
		defaults = append(defaults, readPolicies(root, policyKey+`\Recommended`, 0))
	}
	return newPolicy(defaults, locks)
}

// readPolicies reads a key with those below it, as deep as settings are nested.
func readPolicies(root registry.Key, path string, depth int) policyTree {
	const mostDeep = 2
	key, err := registry.OpenKey(root, path, registry.QUERY_VALUE|registry.ENUMERATE_SUB_KEYS)
	if err != nil || depth > mostDeep {
		return nil // none
	}
	defer key.Close()
	tree := policyTree{}
	names, _ := key.ReadValueNames(-1)
	for _, name := range names {
		tree[strings.ToLower(name)] = policyIn(key, name)
	}
	below, _ := key.ReadSubKeyNames(-1)
	for _, name := range below {
		tree[strings.ToLower(name)] = readPolicies(root, path+`\`+name, depth+1)
	}
	return tree
}

// policyIn is a value; nil when it has a type that no policy has.
func policyIn(key registry.Key, name string) any {
	_, kind, err := key.GetValue(name, nil)
	if err != nil {
		return nil
	}
	switch kind {
	case registry.SZ:
		text, _, err := key.GetStringValue(name)
		if err == nil {
			return text
		}
	case registry.EXPAND_SZ:
		text, _, err := key.GetStringValue(name)
		if err == nil {
			text, err = registry.ExpandString(text)
		}
		if err == nil {
			return text
		}
	case registry.MULTI_SZ:
		list, _, err := key.GetStringsValue(name)
		if err == nil {
			return list
		}
	case registry.DWORD, registry.QWORD:
		number, _, err := key.GetIntegerValue(name)
		if err == nil {
			return number
		}
	}
	return nil
}
