package notify

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"errors"
	"net/url"

	"istratray/app/plain"
)

// toastTag is the name of a notification's toast. A tag has 16 characters at most on older Windows, and a key may be
// longer.
func toastTag(key string) string {
	sum := sha256.Sum256([]byte(key))
	return hex.EncodeToString(sum[:8])
}

// toast is a notification as Windows wants it described.
type toast struct {
	XMLName  xml.Name `xml:"toast"`
	Launch   string   `xml:"launch,attr"`
	Scenario string   `xml:"scenario,attr,omitempty"`
	Duration string   `xml:"duration,attr,omitempty"`
	Binding  struct {
		Template string   `xml:"template,attr"`
		Texts    []string `xml:"text"`

		Image *toastImage `xml:"image"`
	} `xml:"visual>binding"`
	Actions *toastActions `xml:"actions"`
	Audio   *toastAudio   `xml:"audio"`
}

// toastImage is a picture beside the texts.
type toastImage struct {
	Placement string `xml:"placement,attr"`
	Crop      string `xml:"hint-crop,attr"`
	Source    string `xml:"src,attr"`
}

type toastActions struct {
	Actions []toastAction `xml:"action"`
}

type toastAction struct {
	Content   string `xml:"content,attr"`
	Arguments string `xml:"arguments,attr"`
}

type toastAudio struct {
	Silent bool `xml:"silent,attr"`
}

// maxToastActions is how many buttons a toast takes.
const maxToastActions = 5

// toastXML describes a notification. Texts are text nodes and attributes and nothing else, whatever they hold.
func toastXML(n Notification) (string, error) {
	t := toast{Launch: toastArguments(n.Key, DefaultAction)}
	t.Binding.Template = "ToastGeneric"
	t.Binding.Texts = []string{plain.Line(n.Title, maxTitle), plain.Lines(n.Body, maxBody)}
	if n.Picture != "" {
		t.Binding.Image = &toastImage{"appLogoOverride", "circle", pictureAddress(n.Picture)}
	}
	var actions toastActions
	for _, a := range n.Actions {
		if a.Key != DefaultAction && len(actions.Actions) < maxToastActions {
			actions.Actions = append(actions.Actions, toastAction{plain.Line(a.Label, maxTitle),
				toastArguments(n.Key, a.Key)})
		}
	}
	if len(actions.Actions) > 0 {
		t.Actions = &actions
	}
	if !n.Sound {
		t.Audio = &toastAudio{Silent: true}
	}
	if n.Urgent {
		t.Duration = "long"
		if t.Actions != nil {
			t.Scenario = "reminder" // stays until it is dismissed, but only with a button
		}
	}
	text, err := xml.Marshal(t)
	return string(text), err
}

// maxToastKey bounds the key in a toast, which holds it up to six times, escaped, and 5 kB in all.
const maxToastKey = 100

// toastArguments is what comes back when a toast or a button of it is chosen. A key that is too long is left out.
func toastArguments(key, action string) string {
	if len(key) > maxToastKey {
		key = ""
	}
	return url.Values{"key": {key}, "action": {action}}.Encode()
}

var errArguments = errors.New("these are no arguments of ours")

// chosen reads toastArguments. Any program of the user's may send us what it likes.
func chosen(arguments string) (key, action string, err error) {
	if len(arguments) > 4096 {
		return "", "", errArguments
	}
	values, err := url.ParseQuery(arguments)
	if err != nil || len(values) != 2 || len(values["key"]) != 1 || len(values["action"]) != 1 ||
		values.Get("action") == "" {
		return "", "", errArguments
	}
	return values.Get("key"), values.Get("action"), nil
}
