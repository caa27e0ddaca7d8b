package istratest

import (
	"fmt"
	"net/url"
	"time"

	"istratray/assets/speech"
)

// Voicemail is one message in the mailbox. Its zero value is an unread message of this moment, from an
// unknown caller, with spoken audio.
type Voicemail struct {
	ID             string    // zero: the next free one
	Time           time.Time // zero: now
	RemoteLabel    string    // the caller's name; zero: the number
	RemoteNumber   string    // zero: the caller hid it
	CallbackNumber string    // zero: RemoteNumber with the outside prefix
	Internal       bool
	Urgent         bool
	Read           bool
	Speech         string            // a message of assets/speech; zero: one of them in turn
	Sounds         map[string][]byte `json:"-"` // format (ogg, au, aac, mp4) → sound, instead of Speech
	Duration       time.Duration     // zero: how long Speech plays
}

// AddVoicemail puts a message into the mailbox and returns its ID. A counter that moves is pushed.
func (p *Platform) AddVoicemail(v Voicemail) (id string) {
	p.change(func() {
		v = p.mailbox.completeVoicemail(v, p.now())
		p.mailbox.addVoicemail(v)
	})
	return v.ID
}

// SetRead marks a message as done on the user's phone. It reports whether the message exists.
func (p *Platform) SetRead(id string, read bool) (found bool) {
	p.change(func() { found = p.mailbox.setRead(id, read) })
	return found
}

// DeleteVoicemail deletes a message and its sound. It reports whether the message existed.
func (p *Platform) DeleteVoicemail(id string) (found bool) {
	p.change(func() { found = p.mailbox.deleteVoicemail(id) })
	return found
}

func (m *mailbox) completeVoicemail(v Voicemail, now time.Time) Voicemail {
	if v.ID == "" {
		v.ID = nextID(&m.nextVoicemail)
	}
	fill(&v.Time, now)
	fill(&v.CallbackNumber, dialable(v.RemoteNumber, v.Internal))
	fill(&v.RemoteLabel, v.RemoteNumber)
	if v.Speech == "" && v.Sounds == nil {
		names := speech.Names()
		v.Speech = names[m.nextSpeech%len(names)]
		m.nextSpeech++
	}
	fill(&v.Duration, speech.Duration(v.Speech))
	return v
}

// Sound is the message in a format (ogg, au, aac or mp4), and false where the platform has none.
func (v Voicemail) Sound(format string) ([]byte, bool) {
	if v.Sounds != nil {
		sound, ok := v.Sounds[format]
		return sound, ok
	}
	return speech.Sound(v.Speech, format)
}

// messageID and fileName look like those of the platform; the file's name depends on the read flag.
func (v Voicemail) messageID() string {
	return fmt.Sprintf("%s%03d-313-%s", v.Time.Format("20060102150405"), v.Time.Nanosecond()/1e6, v.ID)
}

func (v Voicemail) fileName() string {
	if v.Read {
		return "R" + v.messageID() + ".au"
	}
	return "N" + v.messageID() + ".au"
}

// bean is the message on the wire.
func (v Voicemail) bean(q Quirks) map[string]any {
	b := map[string]any{
		"msgid": v.messageID(), "filename": v.fileName(), "id": q.id(v.ID),
		"restUri":    q.uri("v1/logs/Voicemail/", v.ID),
		"playNumber": "555;lra=" + v.ID + ";cd msgid=" + v.messageID(), "timestamp": q.timestamp(v.Time),
		"durationSecond": q.number(seconds(v.Duration)), "remoteNumber": v.RemoteNumber, "remoteLabel": v.RemoteLabel,
		"callbackNumber": v.CallbackNumber, "type": "external", "read": q.boolean(v.Read),
	}
	if v.Internal {
		b["type"] = "internal"
		b["restUriContact"] = "v1/user/IUser/" + url.PathEscape(v.RemoteNumber)
	}
	if priority := q.priority(v.Urgent); priority != "" {
		b["priority"] = priority
	}
	return q.withoutURI(b)
}

// seconds rounds to the nearest whole second.
func seconds(d time.Duration) int { return int(d.Round(time.Second) / time.Second) }
