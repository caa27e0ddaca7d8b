package istratest

// DropSockets closes every websocket's connection without a word.
func (p *Platform) DropSockets() {
	p.eachSocket((*socket).drop)
}

// CloseSockets closes every websocket in good order.
func (p *Platform) CloseSockets() {
	p.eachSocket((*socket).leave)
}

func (p *Platform) eachSocket(do func(*socket)) {
	p.change(func() {
		for _, s := range p.sessions {
			for _, socket := range s.sockets {
				do(socket)
			}
		}
	})
}

// DropConnections closes every connection without a word.
func (p *Platform) DropConnections() { p.gate.drop() }

// Stop takes the platform off the network: connections are dropped and new ones refused (with a given
// Options.Listener: accepted and dropped at once).
func (p *Platform) Stop() { p.gate.stop() }

// Restart restarts the platform, stopped or not, at the same address: all sessions and connections are
// lost, mailbox and account stay.
func (p *Platform) Restart() error {
	p.gate.stop()
	p.change(p.forgetAll)
	return p.gate.start()
}

// Resume undoes Stop; sessions are still good.
func (p *Platform) Resume() error { return p.gate.start() }
