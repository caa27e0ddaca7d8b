package istraclient

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/gorilla/websocket"
)

// foreign is a platform as someone else would write it: nothing that the description leaves open is as
// in our own simulated one. Its API is at the root, its websocket where the description has it.
type foreign struct {
	sockets chan *websocket.Conn // room for one: the upgrade is answered before the socket is there
	read    atomic.Bool
}

func (f *foreign) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Connection", "close")
	if r.URL.Path == "/v1/service/Login" {
		f.login(w, r)
		return
	}
	if session, err := r.Cookie("myIstra_SESSIONID"); err != nil || session.Value != "a.b/c=" {
		w.WriteHeader(http.StatusUnauthorized) // without a word, and for every path
		return
	}
	if r.Method != http.MethodGet && r.Header.Get("X-Application") != "myIstra;T;1" {
		http.Error(w, "token", http.StatusForbidden)
		return
	}
	switch r.Method + " " + r.URL.Path {
	case "GET /restletrouter/ws-service/myIstra":
		f.upgrade(w, r)
	case "POST /v1/service/EventListener/bean":
		w.WriteHeader(http.StatusCreated)
		_, _ = io.WriteString(w, `{"name":"MixedLogsL"}`)
	case "GET /v1/logs/Notifications/bean":
		if r.URL.Query().Has("listenerName") {
			f.push(`{"listenerName":"MixedLogsL","item":{"unreadVoiceMails":"1"}}`) // before the answer
			_, _ = io.WriteString(w, `{"status":"OK"}`)
			return
		}
		_, _ = io.WriteString(w, `{"unreadMissedCalls":"2","unreadVoiceMails":"1"}`)
	case "GET /v1/logs/Voicemail/bean":
		f.voicemails(w, r)
	case "PUT /v1/logs/Voicemail/bean/7":
		f.read.Store(true)
		_, _ = io.WriteString(w, `{"read":true,"restUri":"/v1/logs/Voicemail/bean/7"}`)
	case "GET /v1/logs/Voicemail/bean/7":
		_, _ = fmt.Fprintf(w, `{"id":7,"remoteLabel":"Anna","timestamp":1456000000,"read":"%t"}`, f.read.Load())
	case "GET /v1/logs/Voicemail/bean/7.ogg":
		w.Header()["Content-Type"] = nil
		_, _ = io.WriteString(w, "OggS")
		w.(http.Flusher).Flush() // a length is never said
		_, _ = io.WriteString(w, "...")
	case "DELETE /v1/service/EventListener/bean/MixedLogsL":
		w.WriteHeader(http.StatusNoContent)
	default:
		w.WriteHeader(http.StatusNotFound)
	}
}

func (f *foreign) login(w http.ResponseWriter, r *http.Request) {
	if user, rest, _ := r.BasicAuth(); r.Method != http.MethodPost || user != "ENDUSER" || rest != "alex:135790" {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	w.Header().Add("Set-Cookie", "route=7; Path=/elsewhere; Domain=other.example")
	w.Header().Add("set-cookie", "myIstra_SESSIONID=a.b/c=; Path=/restletrouter/; HttpOnly; Secure; SameSite=Strict")
	w.Header().Set("x-application", "myIstra; T;1")
	_, _ = io.WriteString(w, "OK")
}

// voicemails grants twenty items a page and refuses what is behind the last one.
func (f *foreign) voicemails(w http.ResponseWriter, r *http.Request) {
	const total = 40
	var offset int
	_, _ = fmt.Sscan(r.URL.Query().Get("offset"), &offset)
	if offset >= total {
		http.Error(w, "no such page", http.StatusNotFound)
		return
	}
	var items []string
	for i := offset; i < min(total, offset+20); i++ {
		items = append(items, fmt.Sprintf(`{"id":%d,"timestamp":%d}`, i, 1456000000+i))
	}
	_, _ = fmt.Fprintf(w, `{"Items":[%s]}`, strings.Join(items, ","))
}

func (f *foreign) upgrade(w http.ResponseWriter, r *http.Request) {
	ws, err := new(websocket.Upgrader).Upgrade(w, r, nil)
	if err != nil {
		return
	}
	f.sockets <- ws
	for err == nil {
		_, _, err = ws.ReadMessage()
	}
	ws.Close()
}

// push may be called by one goroutine at a time.
func (f *foreign) push(text string) {
	ws := <-f.sockets
	_ = ws.WriteMessage(websocket.BinaryMessage, []byte(text))
	f.sockets <- ws
}

func TestAPlatformThatSomebodyElseWrote(t *testing.T) {
	f := &foreign{sockets: make(chan *websocket.Conn, 1)}
	s := &script{Server: httptest.NewUnstartedServer(f)}
	s.startTLS(t)
	c := s.client(t, func(o *Options) { o.Base = s.URL + "/" })
	l, counters := listen(t, c)
	if counters != (Counters{MissedCalls: 2, Voicemails: 1}) {
		t.Errorf("snapshot %+v", counters)
	}
	if got := await(t, l.events,
		"what was pushed before the answer"); got != (CountersChanged{Counters{Voicemails: 1}}) {
		t.Errorf("%+v", got)
	}
	items := 0
	for _, err := range c.Voicemails(t.Context()) {
		if items++; err != nil {
			t.Fatal(err)
		}
	}
	v, err := c.SetVoicemailRead(t.Context(), Ref{ID: "7"}, true)
	if err != nil || !v.Read || v.RemoteLabel != "Anna" || items != 40 {
		t.Errorf("%+v, %v; %d items", v, err, items)
	}
	audio, err := c.VoicemailAudio(t.Context(), v.Ref(), Ogg)
	if err != nil {
		t.Fatal(err)
	}
	sound, err := io.ReadAll(audio.Body)
	audio.Body.Close()
	if err != nil || string(sound) != "OggS..." || audio.Length != -1 {
		t.Errorf("%q, %d, %v", sound, audio.Length, err)
	}
	ws := <-f.sockets
	_ = ws.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(4401, "session"))
	if err := await(t, l.done, "the end of Listen"); !Retryable(err) {
		t.Error(err)
	}
}
