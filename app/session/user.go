package session

import (
	"time"

	"istratray/istraclient"
)

// longestUserWait bounds the wait before asking again who the user is: little depends on it.
const longestUserWait = 10 * time.Minute

// readUser asks who is signed in, with which phones and caller ID. Nothing waits for it, and what is known stays
// until it comes.
func (s *Session) readUser() {
	if !s.up() {
		return
	}
	number, ctx, platform := s.link.number, s.link.ctx, s.link.platform
	var user istraclient.UserInfo
	s.work("read the user", func() (err error) {
		user, err = platform.GetUserInfo(ctx)
		return err
	}, func(err error) {
		switch {
		case number != s.link.number:
		case err == nil:
			s.user.well()
			s.apply(userOf(user))
		case !s.refused(err):
			s.user.ill(err)
			s.cfg.Logger.Warn("reading the user", "err", err)
			s.after(s.user.after(err), func() {
				if number == s.link.number {
					s.readUser()
				}
			})
		}
	})
}
