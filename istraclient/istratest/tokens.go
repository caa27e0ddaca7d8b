package istratest

// withFreshToken adds a new token to an answer where the platform's habit is that each has one. It is called with
// p.mu held.
func (p *Platform) withFreshToken(a answer, s *session) answer {
	if s == nil || !p.quirks.FreshTokens && !p.quirks.NewestToken {
		return a
	}
	if p.quirks.NewestToken {
		clear(s.tokens)
	}
	return a.with("X-Application", "myIstra;"+s.renewToken())
}
