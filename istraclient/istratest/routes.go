package istratest

import (
	"bytes"
	"io"
	"net/http"
	"strings"
)

const socketPath = "ws-service/myIstra"

// resource is what one path offers, by method.
type resource map[string]endpoint

// endpoint answers a request that has passed all checks. It is called with Platform.mu held.
type endpoint func(exchange) answer

// exchange is one checked request.
type exchange struct {
	*http.Request
	body    []byte
	session *session // nil only on Login
}

func (p *Platform) routes() http.Handler {
	mux := http.NewServeMux()
	for path, r := range map[string]resource{
		"/v1/service/Login":                     {"POST": p.signIn},
		"/v1/service/Logout":                    {"GET": p.signOut},
		"/v1/service/EventListener/bean":        {"POST": p.createListener},
		"/v1/service/EventListener/bean/{name}": {"DELETE": p.deleteListener},
		"/v1/logs/Notifications/bean":           {"GET": p.readCounters},
		"/v1/logs/Voicemail/bean":               {"GET": p.listVoicemails},
		"/v1/logs/Voicemail/bean/{id}": {"GET": p.getVoicemail, "PUT": p.putVoicemail,
			"DELETE": p.deleteVoicemail},
		"/v1/logs/Voicemail/{id}": {"GET": p.getVoicemail, "PUT": p.putVoicemail,
			"DELETE": p.deleteVoicemail},
		"/v1/logs/Phone/bean":              {"GET": p.listCalls},
		"/v1/logs/Phone/bean/{id}":         {"GET": p.getCall, "DELETE": p.deleteCall},
		"/v1/logs/Phone/{id}":              {"GET": p.getCall, "DELETE": p.deleteCall},
		"/v1/user/Terminal/{id}/placeCall": {"POST": p.placeCall},
		"/v1/user/Info":                    {"GET": p.readUser},
		"/v1/user/IUser/{id}":              {"GET": p.readCallerID, "PUT": p.putCallerID},
		"/":                                {},
	} {
		mux.Handle(path, p.serveResource(r, path == "/v1/service/Login"))
	}
	mux.HandleFunc("/"+socketPath, p.serveSocket)
	return http.StripPrefix(p.root(), mux)
}

// receive records a request and lets a matching fault spoil it.
func (p *Platform) receive(w http.ResponseWriter, r *http.Request) {
	if !p.enter() {
		panic(http.ErrAbortHandler)
	}
	defer p.running.Done()
	body, _ := io.ReadAll(io.LimitReader(r.Body, 1<<20))
	r.Body = io.NopCloser(bytes.NewReader(body))
	path, inside := p.relative(r.URL.Path)
	p.record(r, path, string(body))
	var next http.Handler = http.HandlerFunc(servePortal)
	if inside {
		next = p.api
	}
	p.log.Debug("request", "method", r.Method, "path", path)
	if fault, ok := p.takeFault(r.Method, path); ok {
		p.spoil(w, r, fault, next)
		return
	}
	next.ServeHTTP(w, r)
}

// enter joins a handler to the goroutines that Close waits for; false when it is too late.
func (p *Platform) enter() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.closed {
		p.running.Add(1)
	}
	return !p.closed
}

// relative is a path under the API's root, and false with the whole path when it is outside.
func (p *Platform) relative(path string) (string, bool) {
	if rest, ok := strings.CutPrefix(path, p.root()); ok && (rest == "" || rest[0] == '/') {
		return strings.TrimPrefix(rest, "/"), rest != "" && !(p.opts.AtRoot && rest == "/")
	}
	return strings.TrimPrefix(path, "/"), false
}

// servePortal is the web portal that shares the host with the API.
func servePortal(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if r.URL.Path != "/" && r.URL.Path != apiPath {
		w.WriteHeader(http.StatusNotFound)
	}
	_, _ = io.WriteString(w, portalPage)
}

const portalPage = `<!DOCTYPE html>
<html><head><title>myIstra</title></head>
<body><form method="post" action="/login"><h1>Sign in</h1>
<input name="username"><input name="password" type="password"><button>Sign in</button></form></body></html>
`

func (p *Platform) serveResource(r resource, open bool) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		body, _ := io.ReadAll(req.Body)
		x := exchange{Request: req, body: body}
		var a answer
		p.change(func() { a = p.answer(r, x, open) })
		a.write(w, req, p.Faults().Quirks())
	})
}

// answer checks a request and lets its endpoint answer. It is called with p.mu held.
func (p *Platform) answer(r resource, x exchange, open bool) answer {
	if !strings.HasPrefix(x.Header.Get("X-Application"), "myIstra") {
		return failure(http.StatusForbidden, "ERR_APPLICATION", "The X-Application header is missing")
	}
	if (p.quirks.StrictHeaders || !isSound(x.URL.Path)) && !strings.HasPrefix(x.Header.Get("Content-Type"),
		"application/json") {
		return failure(http.StatusUnsupportedMediaType, "ERR_CONTENT_TYPE", "The Content-Type must be application/json")
	}
	if !open {
		x.session = p.sessionOf(x.Request)
		if refusal := p.checkSession(x); refusal.status != 0 {
			return refusal
		}
	}
	serve, ok := r[x.Method]
	switch {
	case len(r) == 0:
		return notFound("There is no such resource")
	case !ok:
		return failure(http.StatusMethodNotAllowed, "ERR_METHOD", "This resource has no "+x.Method)
	}
	a := serve(x)
	return p.withFreshToken(a, x.session)
}

func (p *Platform) checkSession(x exchange) answer {
	if x.session == nil {
		return unauthorized("There is no session, or it has expired")
	}
	_, token, _ := strings.Cut(x.Header.Get("X-Application"), ";")
	if !x.session.tokens[token] {
		return failure(http.StatusForbidden, "ERR_CSRF", "The token is missing or not valid").
			with("X-Application", "myIstra;"+x.session.token)
	}
	return answer{}
}
