package pages

import (
	"time"

	"fyne.io/fyne/v2"

	"istratray/app/inbox"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/words"
)

// callKind is the icon and the text for direction and outcome.
func callKind(c inbox.Call) (look.IconName, fyne.ThemeColorName, string) {
	rang := map[string]any{"Time": words.Span(time.Duration(c.Rang) * time.Second)}
	switch {
	case c.Missed && c.Direction == inbox.In && c.Rang > 0:
		return look.IconMissed, look.Danger, lang.L("Missed, rang {{.Time}}", rang)
	case c.Missed && c.Direction == inbox.In:
		return look.IconMissed, look.Danger, lang.L("Missed")
	case c.Direction == inbox.In:
		return look.IconIncoming, look.Muted, lang.L("Incoming")
	case c.Seconds == 0:
		return look.IconOutgoing, look.Muted, lang.L("Outgoing, no answer")
	}
	return look.IconOutgoing, look.Muted, lang.L("Outgoing")
}
