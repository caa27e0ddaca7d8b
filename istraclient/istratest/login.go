package istratest

import (
	"net/http"
	"strings"
)

// signIn is POST v1/service/Login.
func (p *Platform) signIn(x exchange) answer {
	login, password := credentials(x.Request)
	if login == "" {
		return unauthorized("No credentials were given")
	}
	p.counts.logins++
	if refusal := p.refuse(login, password); refusal.status != 0 {
		p.counts.refusedLogins++
		return refusal
	}
	p.account = account{}
	s := p.openSession()
	answer := done().with("X-Application", "myIstra;"+s.token)
	return answer.with("Set-Cookie", cookieName+"="+s.cookie+";Path="+p.cookiePath())
}

// refuse says no to an attempt, or answers the zero answer.
func (p *Platform) refuse(login, password string) answer {
	switch {
	case p.account.suspended && login == p.opts.Login:
		status := p.quirks.SuspendedCode
		fill(&status, http.StatusForbidden)
		return failure(status, "ERR_ACCOUNT_SUSPENDED", "This account is suspended")
	case login == p.opts.Login && p.account.second && password == p.opts.SecondPassword:
		return answer{}
	case login != p.opts.Login || password != p.opts.Password:
		p.countWrong(login)
		return unauthorized("Wrong login or password")
	case p.quirks.TwoStep != "":
		p.account.second = true
		return failure(http.StatusPreconditionFailed, "ERR_TWO_STEPS", "two steps authentication").
			with("X-Two-Level-Auth-Mechanism", p.quirks.TwoStep)
	default:
		return answer{}
	}
}

func (p *Platform) countWrong(login string) {
	if login != p.opts.Login {
		return
	}
	p.account.wrong++
	if p.account.wrong >= p.opts.SuspendAfter {
		p.account.suspended = true
		p.forgetAll()
	}
}

// credentials takes apart Basic's ENDUSER:login:password, where the login may hold colons itself.
func credentials(r *http.Request) (login, password string) {
	kind, rest, _ := r.BasicAuth()
	at := strings.LastIndexByte(rest, ':')
	if kind != "ENDUSER" || at < 0 {
		return "", ""
	}
	return rest[:at], rest[at+1:]
}

// cookiePath is /restletrouter even where the API is at /.
func (p *Platform) cookiePath() string {
	if p.quirks.RootCookie {
		return "/"
	}
	return apiPath
}

// signOut is GET v1/service/Logout.
func (p *Platform) signOut(x exchange) answer {
	p.forget(x.session)
	return answer{status: http.StatusNoContent}
}
