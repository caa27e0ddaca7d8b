package notify

import "strings"

// The longest texts a notification takes, in characters.
const (
	maxTitle = 120
	maxBody  = 400
)

// markup escapes plain text for services that read the body as markup. The five entities are those
// every such service knows.
var markup = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#39;").Replace
