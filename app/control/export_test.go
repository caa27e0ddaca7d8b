package control

import "time"

// SetLimits makes a server impatient, so that tests need not wait. Call it before Serve.
func (s *Server) SetLimits(d time.Duration) {
	s.limits = limits{head: d, body: d, stream: d, audio: d, lists: d}
}
