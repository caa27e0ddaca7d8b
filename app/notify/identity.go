package notify

import (
	"crypto/sha1" // #nosec G505 -- names are made of it, as RFC 9562 says
	"fmt"
	"strings"
)

// activatorID is the class that Windows asks for when someone chooses a toast of appID, as {GUID}: a name-based
// UUID (RFC 9562, version 5), so that it is the same in each start.
func activatorID(appID string) string {
	space := []byte{0x2f, 0x5a, 0x8e, 0x41, 0x93, 0xd7, 0x4c, 0x0b, 0xa6, 0x1e, 0x70, 0xc4, 0x5b, 0x38, 0xf2, 0x9d}
	sum := sha1.Sum(append(space, appID...)) // #nosec G401 -- no secret
	id := sum[:16]
	id[6] = id[6]&0x0f | 0x50
	id[8] = id[8]&0x3f | 0x80
	return strings.ToUpper(fmt.Sprintf("{%x-%x-%x-%x-%x}", id[:4], id[4:6], id[6:8], id[8:10], id[10:]))
}

// registryValue is one text below HKEY_CURRENT_USER.
type registryValue struct{ key, name, value string }

// registration is what Windows has to know of a program before it shows its toasts, and to start it when one is
// chosen while it doesn't run. command is how the profile's agent is started; COM appends -Embedding to it.
func registration(appID, displayName, command, icon string) []registryValue {
	const classes = `Software\Classes\`
	class := activatorID(appID)
	values := []registryValue{
		{classes + `CLSID\` + class, "", displayName},
		{classes + `CLSID\` + class + `\LocalServer32`, "", command},
		{classes + `AppUserModelId\` + appID, "DisplayName", displayName},
		{classes + `AppUserModelId\` + appID, "CustomActivator", class},
	}
	if icon != "" {
		values = append(values, registryValue{classes + `AppUserModelId\` + appID, "IconUri", icon})
	}
	return values
}
