package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"istratray/istraclient/istratest"
)

// control drives a platform over HTTP: every command is a POST with form fields. Browsers are sent back
// to the page, others get one line.
type control struct{ platform *istratest.Platform }

// command carries out one POST and says in a word what came of it.
type command func(url.Values) (string, error)

func newControl(p *istratest.Platform) http.Handler {
	c := control{p}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", c.page)
	mux.HandleFunc("GET /state", c.state)
	for path, run := range map[string]command{
		"/voicemail": c.addVoicemail, "/call": c.addCall, "/read": c.setRead, "/delete": c.remove, "/texts": c.setTexts,
		"/fault": c.addFault, "/quirks": c.setQuirks,
	} {
		mux.HandleFunc("POST "+path, serveCommand(run))
	}
	for path, run := range c.switches() {
		mux.HandleFunc("POST "+path, serveCommand(func(url.Values) (string, error) { return "done", run() }))
	}
	return http.NewCrossOriginProtection().Handler(mux)
}

// switches are the commands without fields.
func (c control) switches() map[string]func() error {
	plain := func(f func()) func() error { return func() error { f(); return nil } }
	p := c.platform
	return map[string]func() error{
		"/missed/reset":       plain(p.ResetMissed),
		"/sockets/drop":       plain(p.DropSockets),
		"/sockets/close":      plain(p.CloseSockets),
		"/connections/drop":   plain(p.DropConnections),
		"/connections/silent": plain(p.Faults().Silence),
		"/blackhole":          plain(p.Faults().Blackhole),
		"/thaw":               plain(p.Faults().Thaw),
		"/sessions/expire":    plain(p.ExpireSessions),
		"/tokens/rotate":      plain(p.RotateTokens),
		"/account/suspend":    plain(p.SuspendAccount),
		"/account/restore":    plain(p.RestoreAccount),
		"/stop":               plain(p.Stop),
		"/resume":             p.Resume,
		"/restart":            p.Restart,
		"/certificate/renew":  func() error { return p.SetCertificate(istratest.Certificate{}) },
		"/certificate/self":   func() error { return p.SetCertificate(istratest.Certificate{SelfSigned: true}) },
		"/faults/clear":       plain(p.Faults().Clear),
	}
}

func serveCommand(run command) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := r.ParseForm(); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		said, err := run(r.PostForm)
		switch {
		case err != nil:
			http.Error(w, err.Error(), http.StatusBadRequest)
		case strings.Contains(r.Header.Get("Accept"), "text/html"):
			http.Redirect(w, r, "/", http.StatusSeeOther)
		default:
			fmt.Fprintln(w, said)
		}
	}
}

// addVoicemail and addCall answer the new item's ID.
func (c control) addVoicemail(form url.Values) (string, error) {
	v := istratest.Voicemail{RemoteLabel: form.Get("label"), RemoteNumber: number(form)}
	if err := fillIn(&v, without(form, "label", "number")); err != nil {
		return "", err
	}
	return c.platform.AddVoicemail(v), nil
}

func (c control) addCall(form url.Values) (string, error) {
	call := istratest.Call{RemoteLabel: form.Get("label"), RemoteNumber: number(form)}
	if err := fillIn(&call, without(form, "label", "number")); err != nil {
		return "", err
	}
	return c.platform.AddCall(call), nil
}

// number forgives curl -d number=+33…, where the plus arrives as a blank.
func number(form url.Values) string {
	if rest, ok := strings.CutPrefix(form.Get("number"), " "); ok {
		return "+" + rest
	}
	return form.Get("number")
}

// setRead marks a voicemail, the newest one where the form names none.
func (c control) setRead(form url.Values) (string, error) {
	id := form.Get("id")
	if voicemails := c.platform.State().Voicemails; id == "" && len(voicemails) > 0 {
		id = voicemails[0].ID
	}
	if !c.platform.SetRead(id, cmp.Or(form.Get("read"), "true") == "true") {
		return "", errors.New("there is no such voicemail")
	}
	return id, nil
}

// setTexts sets the counter of unread text messages to n.
func (c control) setTexts(form url.Values) (string, error) {
	n, err := strconv.Atoi(form.Get("n"))
	if err != nil || n < 0 {
		return "", errors.New("n: how many are unread")
	}
	c.platform.SetTextMessages(n)
	return "done", nil
}

// remove deletes a voicemail or a call.
func (c control) remove(form url.Values) (string, error) {
	id := form.Get("id")
	if !c.platform.DeleteVoicemail(id) && !c.platform.DeleteCall(id) {
		return "", errors.New("there is no such item")
	}
	return id, nil
}

func (c control) addFault(form url.Values) (string, error) {
	var fault istratest.Fault
	if err := fillIn(&fault, form); err != nil {
		return "", err
	}
	c.platform.Faults().Add(fault)
	return "done", nil
}

// setQuirks changes the habits that the form names and leaves the others.
func (c control) setQuirks(form url.Values) (string, error) {
	quirks := c.platform.Faults().Quirks()
	if err := fillIn(&quirks, form); err != nil {
		return "", err
	}
	c.platform.Faults().Set(quirks)
	return "done", nil
}

// state answers the platform's state as JSON, without the requests and their secrets.
func (c control) state(w http.ResponseWriter, _ *http.Request) {
	state := c.platform.State()
	state.Requests = nil
	w.Header().Set("Content-Type", "application/json")
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	_ = encoder.Encode(state) // fails only when the browser has gone
}
