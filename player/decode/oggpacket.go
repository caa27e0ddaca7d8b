package decode

// oggPackets joins the segments of one logical stream's pages into packets.
type oggPackets struct {
	partial  []byte // the start of a packet that continues in the next page
	sequence uint32 // what the next page's number must be
	started  bool
	broken   bool // a page is missing since the last call of take
}

// split returns the packets that end in page. They are valid until the next page is read.
func (p *oggPackets) split(page oggPage) [][]byte {
	p.check(page)
	var packets [][]byte
	continued := page.flags&oggContinued != 0
	start, end := 0, 0
	for i, l := range page.lacing {
		end += int(l)
		if l == 255 && i < len(page.lacing)-1 {
			continue
		}
		part := page.body[start:end]
		start = end
		if l == 255 {
			p.keep(part, continued)
			break
		}
		if packet := p.join(part, continued); len(packet) > 0 {
			packets = append(packets, packet)
		}
		continued = false
	}
	return packets
}

// check notices pages that are missing, and forgets the half packet that they leave behind. A number that repeats is
// from a writer that doesn't number its pages.
func (p *oggPackets) check(page oggPage) {
	if p.started && page.sequence > p.sequence {
		p.broken = true
		p.partial = nil
	}
	p.started = true
	p.sequence = page.sequence + 1
}

// keep stores the start, or a further part, of a packet that does not end in this page.
func (p *oggPackets) keep(part []byte, continued bool) {
	if continued && p.partial == nil || len(p.partial)+len(part) > oggMaxPacket {
		p.partial = nil
		return
	}
	if !continued {
		p.partial = []byte{}
	}
	p.partial = append(p.partial, part...)
}

// join completes a packet. Without its start there is none.
func (p *oggPackets) join(part []byte, continued bool) []byte {
	if !continued {
		p.partial = nil
		return part
	}
	if p.partial == nil {
		return nil
	}
	packet := append(p.partial, part...)
	p.partial = nil
	return packet
}

// tookDamage reports whether pages were missing, once for each time.
func (p *oggPackets) tookDamage() bool {
	broken := p.broken
	p.broken = false
	return broken
}
