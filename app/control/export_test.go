package control

import "time"

// SetLimits makes a server impatient with clients, so that tests need not wait. Call it before Serve.
func (s *Server) SetLimits(d time.Duration) {
	s.limits = limits{head: d, body: d, stream: d, audio: d, lists: usual.lists}
}

// SetListLimit makes it impatient with lists that were never read. Call it before Serve.
func (s *Server) SetListLimit(d time.Duration) { s.limits.lists = d }
