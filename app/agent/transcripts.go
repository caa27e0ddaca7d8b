package agent

import (
	"cmp"
	"context"
	"errors"
	"strings"
	"time"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/session"
	"istratray/app/transcribe"
	"istratray/app/words"
	"istratray/app/zone"
)

func (a *Agent) newTranscriber(dir string) *transcribe.Transcriber {
	return transcribe.New(transcribe.Config{Dir: dir, Store: a.store, Fetch: a.fetchSound,
		Done: a.transcribed, Log: a.log})
}

// useTranscriber switches to the program of the settings.
func (a *Agent) useTranscriber() {
	s := a.settings.get()
	a.texts.Use(transcribe.Program{
		Args:     s.Transcriber,
		Language: languageCode(cmp.Or(s.Language, words.SystemRegion())),
		Format:   s.Playback.Format,
	})
}

// languageCode is the two or three letters that a region such as de-AT begins with; en where it names no language,
// as C.UTF-8 does not.
func languageCode(region string) string {
	end := strings.IndexAny(region, "_-.@")
	if end < 0 {
		end = len(region)
	}
	if end < 2 || end > 3 {
		return "en"
	}
	return strings.ToLower(region[:end])
}

// watchMessages gives the transcriber each new list of messages.
func (a *Agent) watchMessages(ctx context.Context) error {
	snapshots, cancel := a.hub.subscribe()
	defer cancel()
	a.useTranscriber()
	for {
		select {
		case <-ctx.Done():
			return nil
		case s := <-snapshots:
			a.texts.See(mailboxOf(s))
		}
	}
}

func mailboxOf(s inbox.Snapshot) transcribe.Mailbox {
	account := session.Credentials{Server: s.Account.Server, Login: s.Account.Login}.Account()
	return transcribe.Mailbox{Account: account, Online: s.Connection.State == inbox.Online &&
		s.Mailbox.Known, Seq: s.Seq, Voicemails: s.Voicemails}
}

func (a *Agent) fetchSound(ctx context.Context, id, format string) (transcribe.Sound, error) {
	audio, err := a.session.Audio(ctx, id, format)
	if err != nil {
		err = answerOf(err)
		if e := new(control.Error); errors.As(err, &e) {
			err = &transcribe.SaidError{Reason: e.Reason, Err: err}
		}
		if code := control.CodeOf(err); code == control.Unreachable || code == control.NotSignedIn ||
			code == control.NotRunning {
			err = &transcribe.LaterError{Err: err}
		}
		return transcribe.Sound{}, err
	}
	return transcribe.Sound{Body: audio.Body, ContentType: audio.ContentType}, nil
}

// transcribed shows what is said in a message, also in its notification where that is still to be seen.
func (a *Agent) transcribed(ctx context.Context, account string, k inbox.KeptTranscript) {
	text := ""
	if k.State == inbox.TranscriptReady {
		text = k.Text
	}
	if err := a.session.SetTranscript(ctx, account, k.ID, text); err != nil {
		a.logged("showing a transcript", err)
		return
	}
	for _, v := range a.hub.latest().Voicemails {
		if v.ID == k.ID && text != "" {
			a.tellTranscript(ctx, v)
		}
	}
}

// tellTranscript updates a message's notification.
func (a *Agent) tellTranscript(ctx context.Context, v inbox.Voicemail) {
	prefs := a.settings.get()
	e := inbox.Announce{Voicemail: &v, Keys: []string{inbox.Key(inbox.VoicemailItem, v.ID)}}
	if prefs.Notifications.Private || loudness(prefs).Silences(e, time.Now().In(zone.Local())) {
		return
	}
	a.redraw(ctx, e)
}

// Transcript implements control.Transcripts.
func (a *Agent) Transcript(_ context.Context, id string) (inbox.Transcript, error) {
	a.texts.See(mailboxOf(a.hub.latest())) // the client has seen it
	t, err := a.texts.Transcript(id)
	if t.Reason.Reason != "" {
		t.Problem = words.English(control.ProblemOf(t.Reason))
	}
	return t, transcriptAnswer(err)
}

// MakeTranscript implements control.Transcripts.
func (a *Agent) MakeTranscript(_ context.Context, id string) error {
	a.texts.See(mailboxOf(a.hub.latest()))
	return transcriptAnswer(a.texts.Ask(id))
}

func transcriptAnswer(err error) error {
	switch {
	case errors.Is(err, transcribe.ErrNotFound):
		return control.NewError(control.NotFound, words.New("no-voicemail"))
	case errors.Is(err, transcribe.ErrOff):
		return control.NewError(control.Refused, words.New("transcriber-off"))
	case errors.Is(err, transcribe.ErrBusy):
		return control.NewError(control.Refused, words.New("transcripts-full"))
	}
	return err
}
