package settings

import (
	"encoding/json"

	"istratray/app/safefile"
)

// Language is the language of a profile's settings, "" for the system's. It only reads: a broken file is left to
// the agent.
func Language(p Places) string {
	base, policy, _ := Administered() // what can't be read leaves the rest
	mine := struct{ Language string }{base.Language}
	text, err := safefile.ReadOwn(p.SettingsFile(), maxFile)
	if err != nil || json.Unmarshal(text, &mine) != nil {
		return base.Language
	}
	base.Language = mine.Language
	return policy.Lock(base).Language
}
