package autostart

import "strings"

// desktopEntry is the file that the XDG autostart specification wants.
func desktopEntry(argv []string) string {
	var exec []string
	for _, arg := range argv {
		exec = append(exec, execWord(arg))
	}
	return `[Desktop Entry]
Type=Application
Name=Istra Tray
Comment=Voicemails and missed calls of your office phone, in the system tray
Exec=` + strings.Join(exec, " ") + `
Icon=istratray
Terminal=false
X-GNOME-Autostart-enabled=true
`
}

// execWord quotes a word of an Exec line. It is unescaped twice: as a value of the file, and as a
// command line, in which % begins a field code.
func execWord(word string) string {
	word = strings.ReplaceAll(word, "%", "%%")
	if !strings.ContainsAny(word, " \t\n\"'\\><~|&;$*?#()`") {
		return word
	}
	quoted := strings.NewReplacer("\\", `\\\\`, `"`, `\\"`, "`", "\\\\`", "$", `\\$`).Replace(word)
	return `"` + quoted + `"`
}

// switchedOff reports whether an autostart file says that nothing is to be started: desktops and
// users write such files.
func switchedOff(text string) bool {
	inEntry := false
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "[") {
			inEntry = line == "[Desktop Entry]"
			continue
		}
		key, value, _ := strings.Cut(line, "=")
		key, value = strings.TrimSpace(key), strings.TrimSpace(value)
		if inEntry && (key == "Hidden" && value == "true" || key == "X-GNOME-Autostart-enabled" && value == "false") {
			return true
		}
	}
	return false
}
