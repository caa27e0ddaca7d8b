package istratest

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// user is a client in a few lines: it knows the platform only by what a person could read about it.
type user struct {
	t     *testing.T
	p     *Platform
	http  *http.Client
	token string
	dial  func(ctx context.Context, network, addr string) (net.Conn, error)
	jar   string // the cookie
}

func start(t *testing.T, opts Options) *Platform {
	t.Helper()
	p, err := Start(opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	return p
}

func newUser(t *testing.T, p *Platform) *user {
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(p.CAPEM()) {
		t.Fatal("the authority is no PEM")
	}
	u := &user{t: t, p: p, token: "myIstra"}
	if pipe, ok := p.opts.Listener.(*Pipe); ok {
		u.dial = pipe.Dial
	}
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}, DialContext: u.dial}
	u.http = &http.Client{Transport: transport, CheckRedirect: func(*http.Request, []*http.Request) error {
		return http.ErrUseLastResponse
	}}
	t.Cleanup(transport.CloseIdleConnections)
	return u
}

func signedIn(t *testing.T, p *Platform) *user {
	t.Helper()
	u := newUser(t, p)
	if r := u.signIn(p.Login(), p.Password()); r.status != 200 {
		t.Fatalf("signing in: %d %s", r.status, r.body)
	}
	return u
}

type reply struct {
	status int
	header http.Header
	body   string
}

func (r reply) json(t *testing.T) map[string]any {
	t.Helper()
	fields := map[string]any{}
	if err := json.Unmarshal([]byte(r.body), &fields); err != nil {
		t.Fatalf("%d %q: %v", r.status, r.body, err)
	}
	return fields
}

func (u *user) request(method, path, body string) *http.Request {
	req, err := http.NewRequestWithContext(u.t.Context(), method, u.p.URL()+"/"+path, strings.NewReader(body))
	if err != nil {
		u.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("X-Application", u.token)
	if u.jar != "" {
		req.Header.Set("Cookie", u.jar)
	}
	return req
}

func (u *user) send(req *http.Request) (reply, error) {
	resp, err := u.http.Do(req)
	if err != nil {
		return reply{}, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if token := resp.Header.Get("X-Application"); token != "" {
		u.token = token
	}
	if cookie, _, _ := strings.Cut(resp.Header.Get("Set-Cookie"), ";"); cookie != "" {
		u.jar = cookie
	}
	return reply{resp.StatusCode, resp.Header, string(body)}, err
}

func (u *user) do(method, path, body string) reply {
	u.t.Helper()
	r, err := u.send(u.request(method, path, body))
	if err != nil {
		u.t.Fatal(err)
	}
	return r
}

func (u *user) signIn(login, password string) reply {
	u.t.Helper()
	req := u.request("POST", "v1/service/Login", "")
	req.SetBasicAuth("ENDUSER:"+login, password)
	r, err := u.send(req)
	if err != nil {
		u.t.Fatal(err)
	}
	return r
}

// open opens the websocket.
func (u *user) open() *websocket.Conn {
	u.t.Helper()
	dialer := websocket.Dialer{NetDialContext: u.dial,
		TLSClientConfig: u.http.Transport.(*http.Transport).TLSClientConfig.Clone()}
	dialer.TLSClientConfig.NextProtos = nil
	address := strings.Replace(u.p.URL(), "http", "ws", 1) + "/ws-service/myIstra"
	conn, resp, err := dialer.DialContext(u.t.Context(), address,
		http.Header{"Cookie": {u.jar}, "X-Application": {u.token}})
	if err != nil {
		u.t.Fatalf("websocket: %v %v", err, resp)
	}
	u.t.Cleanup(func() { conn.Close() })
	return conn
}

// subscribe opens the websocket with a subscribed listener.
func (u *user) subscribe(name string) *websocket.Conn {
	u.t.Helper()
	conn := u.open()
	if r := u.do("POST", "v1/service/EventListener/bean", `{"name":"`+name+`"}`); r.status != 200 {
		u.t.Fatalf("listener: %d %s", r.status, r.body)
	}
	if r := u.do("GET", "v1/logs/Notifications/bean?listenerName="+name, ""); r.status != 200 {
		u.t.Fatalf("subscription: %d %s", r.status, r.body)
	}
	return conn
}

func readFrame(t *testing.T, conn *websocket.Conn) string {
	t.Helper()
	_ = conn.SetReadDeadline(time.Now().Add(5 * time.Second))
	_, data, err := conn.ReadMessage()
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func frameOf(missed, texts, voicemails string) string {
	return `{"item":{"model":"v1/data/RestletApiSessionCounters","unreadMissedCalls":` + missed +
		`,"unreadTextMessages":` + texts + `,"unreadVoiceMails":` + voicemails + `},"listenerName":"L"}`
}

func gunzip(t *testing.T, body string) string {
	t.Helper()
	z, err := gzip.NewReader(bytes.NewReader([]byte(body)))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
