package autostart

import (
	"encoding/xml"
	"strings"
)

// label is the name of a LaunchAgent, and of its file.
func label(profile string) string {
	return "org.istratray.IstraTray" + strings.Replace(strings.TrimPrefix(name(profile), "istratray"), "-", ".", 1)
}

// plist is a LaunchAgent that starts the program once, in a session with a screen.
func plist(label string, argv []string) string {
	var b strings.Builder
	b.WriteString(xml.Header + `<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
	<key>Label</key>
	<string>`)
	text(&b, label)
	b.WriteString("</string>\n\t<key>ProgramArguments</key>\n\t<array>\n")
	for _, arg := range argv {
		b.WriteString("\t\t<string>")
		text(&b, arg)
		b.WriteString("</string>\n")
	}
	b.WriteString(`	</array>
	<key>RunAtLoad</key>
	<true/>
	<key>LimitLoadToSessionType</key>
	<string>Aqua</string>
	<key>ProcessType</key>
	<string>Interactive</string>
</dict>
</plist>
`)
	return b.String()
}

func text(b *strings.Builder, s string) {
	_ = xml.EscapeText(b, []byte(s)) // a Builder takes everything
}
