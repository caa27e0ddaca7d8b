package main

import (
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"

	"istratray/app/settings"
)

// policyText is what the editor for group policies says about a setting.
type policyText struct {
	title, help string
	choices     []string // the values it can have; none = free text
}

// policyTexts are those of all settings that a policy can decide, by JSON path.
var policyTexts = map[string]policyText{
	"server": {"Server",
		"The address of the phone platform, such as phone.example.com. Whoever is signed in already stays with that " +
			"server until signing out.", nil},
	"caPem": {"Certificate authorities", "Further authorities to trust, as PEM text.", nil},
	"country": {"Country",
		"The two letters of the country by which numbers are read, such as DE. Empty: the system's.", nil},
	"language": {"Language", "Empty: the system's.",
		[]string{"en", "de", "es", "fr", "it", "nl", "pl", "pt-BR", "pt-PT"}},
	"hidden": {"Start without a window", "At its start the program shows its icon only.", nil},
	"startAtLogin": {"Start at login",
		"Counts once, at the first start of a profile; then it is the user's choice.", nil},
	"hook": {"Command for what is new",
		"A program and its arguments, one a line, which is run for each new voicemail and missed call.", nil},
	"contacts":         {"Address books", "The list of address books as JSON, as in defaults.json.", nil},
	"callerPage.label": {"Page for a caller: label", "What the button says. Empty: a standard text.", nil},
	"callerPage.url": {"Page for a caller: address",
		"A web page for a caller, with {number}, {name} and {id} in it.", nil},
	"transcriber": {"Transcriber", "A program and its arguments, one a line, which makes text of a voicemail.", nil},
	"clock":       {"Clock", "How times are shown.", []string{"system", "12", "24"}},
	"pauseOthers": {"Pause other players",
		"Other players wait while a message plays, where the system has a way to ask them.", nil},
	"hideWhenLocked": {"Hide callers while the screen is locked",
		"Notifications name nobody while the session is locked, where the system says so.", nil},
	"dialShortcut": {"Key to dial from the clipboard",
		"A key of the whole desktop, such as CTRL+ALT+d, where the system has a way to ask for one.", nil},
	"notifications.voicemails":  {"Notify of voicemails", "", nil},
	"notifications.missedCalls": {"Notify of missed calls", "", nil},
	"notifications.sound":       {"Notify with a sound", "", nil},
	"notifications.private":     {"Notify without names and numbers", "", nil},
	"notifications.quietFrom":   {"Quiet hours: from", "A time such as 20:00. Set it together with the end.", nil},
	"notifications.quietTo": {"Quiet hours: to",
		"A time such as 07:00. Before the beginning it is on the next day.", nil},
	"playback.speed":       {"Speed of messages", "Between 0.5 and 3, such as 1.25.", nil},
	"playback.volume":      {"Volume of messages", "Between 0 and 1, such as 0.8.", nil},
	"playback.skipSilence": {"Skip silence in messages", "", nil},
	"playback.playNext":    {"Go on with the next unread message", "", nil},
	"playback.format":      {"Format of sound", "What is fetched first.", []string{"ogg", "au", "aac", "mp4"}},
	"appearance.theme":     {"Theme", "", []string{"system", "light", "dark"}},
	"appearance.contrast":  {"Contrast", "", []string{"system", "normal", "high"}},
	"appearance.textScale": {"Size of texts", "Between 0.5 and 2.", nil},
}

// writePolicies writes the templates for group policies into a folder: istratray.admx and en-US/istratray.adml.
func writePolicies(folder string) error {
	var a admx
	for _, setting := range settings.Policies() {
		text, known := policyTexts[setting.Path]
		if !known {
			return fmt.Errorf("no text for the policy %s", setting.Path)
		}
		if setting.Lockable {
			a.add(setting, text, "")
		}
		a.add(setting, text, "Recommended")
	}
	if err := os.MkdirAll(filepath.Join(folder, "en-US"), 0o755); err != nil { // #nosec G301 -- packages are to be read by everybody
		return err
	}
	for name, content := range map[string]string{"istratray.admx": a.template(), "en-US/istratray.adml": a.texts()} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o644); err != nil { // #nosec G306 -- likewise
			return err
		}
	}
	return nil
}

// admx gathers policies, the texts of both languages that the format divides them into, and their forms.
type admx struct{ policies, strings, forms strings.Builder }

func (a *admx) add(setting settings.PolicySetting, text policyText, below string) {
	key, value := `Software\Policies\IstraTray`, setting.Path
	if below != "" {
		key += `\` + below
	}
	if group, name, nested := strings.Cut(setting.Path, "."); nested {
		key, value = key+`\`+group, name
	}
	id := strings.ReplaceAll(setting.Path, ".", "_") + below
	title, category := text.title, "Locked"
	if below != "" {
		title, category = text.title+" (default)", below
	}
	fmt.Fprintf(&a.strings, "      <string id=%q>%s</string>\n      <string id=%q>%s</string>\n", id, escaped(title),
		id+"_help", escaped(text.help))
	form := ""
	if setting.Kind.Kind() != reflect.Bool {
		form = fmt.Sprintf(` presentation="$(presentation.%s)"`, id)
	}
	fmt.Fprintf(&a.policies,
		"    <policy name=%[1]q class=\"Both\" displayName=\"$(string.%[1]s)\" explainText=\"$(string.%[1]s_help)\" "+
			"key=\"%[2]s\" valueName=%[3]q%[4]s>\n"+
			"      <parentCategory ref=%[5]q/>\n      <supportedOn ref=\"Supported\"/>\n", id, key, value, form,
		category)
	a.value(setting, text, id, value)
	a.policies.WriteString("    </policy>\n")
}

// value says what the policy writes: a number for a switch, a text or a list for the rest.
func (a *admx) value(setting settings.PolicySetting, text policyText, id, value string) {
	element, label := "", escaped(text.title)
	switch {
	case setting.Kind.Kind() == reflect.Bool:
		a.policies.WriteString("      <enabledValue><decimal value=\"1\"/></enabledValue>\n      " +
			"<disabledValue><decimal value=\"0\"/></disabledValue>\n")
		return
	case len(text.choices) > 0:
		element = fmt.Sprintf("<enum id=\"value\" valueName=%q required=\"true\">", value)
		for _, choice := range text.choices {
			element += fmt.Sprintf("<item displayName=\"$(string.choice_%[1]s)\"><value><string>%[1]s</string></value></item>", choice)
		}
		element += "</enum>"
		fmt.Fprintf(&a.forms,
			"      <presentation id=%q><dropdownList refId=\"value\" "+
				"noSort=\"true\">%s</dropdownList></presentation>\n", id, label)
	case setting.Kind.Kind() == reflect.Slice || setting.Path == "caPem":
		element = fmt.Sprintf("<multiText id=\"value\" valueName=%q/>", value)
		fmt.Fprintf(&a.forms,
			"      <presentation id=%q><multiTextBox refId=\"value\">%s</multiTextBox></presentation>\n", id, label)
	default:
		element = fmt.Sprintf("<text id=\"value\" valueName=%q maxLength=\"65535\"/>", value)
		fmt.Fprintf(&a.forms,
			"      <presentation id=%q><textBox refId=\"value\"><label>%s</label></textBox></presentation>\n", id,
			label)
	}
	a.policies.WriteString("      <elements>" + element + "</elements>\n")
}

func escaped(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a Builder takes everything
	return b.String()
}

const policyHead = `<?xml version="1.0" encoding="utf-8"?>
`

func (a *admx) template() string {
	return policyHead + `<policyDefinitions revision="1.0" schemaVersion="1.0" xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions">
  <policyNamespaces>
    <target prefix="istratray" namespace="IstraTray.Policies"/>
  </policyNamespaces>
  <resources minRequiredRevision="1.0"/>
  <supportedOn>
    <definitions><definition name="Supported" displayName="$(string.supported)"/></definitions>
  </supportedOn>
  <categories>
    <category name="Locked" displayName="$(string.locked)"/>
    <category name="Recommended" displayName="$(string.recommended)"><parentCategory ref="Locked"/></category>
  </categories>
  <policies>
` + a.policies.String() + "  </policies>\n</policyDefinitions>\n"
}

func (a *admx) texts() string {
	var choices strings.Builder
	seen := map[string]bool{}
	for _, setting := range settings.Policies() {
		for _, choice := range policyTexts[setting.Path].choices {
			if !seen[choice] {
				fmt.Fprintf(&choices, "      <string id=\"choice_%[1]s\">%[1]s</string>\n", choice)
			}
			seen[choice] = true
		}
	}
	return policyHead + `<policyDefinitionResources revision="1.0" schemaVersion="1.0" xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions">
  <displayName>Istra Tray</displayName>
  <description>Settings of Istra Tray: locked ones, and defaults that users can change.</description>
  <resources>
    <stringTable>
      <string id="supported">Istra Tray 0.2 or later</string>
      <string id="locked">Istra Tray</string>
      <string id="recommended">Defaults (users can change them)</string>
` + choices.String() + a.strings.String() + "    </stringTable>\n    <presentationTable>\n" + a.forms.String() +
		"    </presentationTable>\n  </resources>\n</policyDefinitionResources>\n"
}
