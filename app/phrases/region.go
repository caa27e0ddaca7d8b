package phrases

import "istratray/app/words"

// SystemRegion is the language and region of the system as in "de-AT", or "".
func SystemRegion() string { return words.SystemRegion() }
