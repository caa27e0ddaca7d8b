package player

// show reports the state if it changed; mere progress only ten times a second.
func (l *loop) show() {
	s := l.state()
	if !l.due {
		s.Position, s.Loaded, s.Length = l.shown.Position, l.shown.Loaded, l.shown.Length
		s.Received, s.Size = l.shown.Received, l.shown.Size
		if s == l.shown {
			return
		}
		s = l.state()
	}
	l.due = false
	if s != l.shown {
		l.shown = s
		l.p.opts.OnState(s)
	}
}

func (l *loop) state() State {
	s := State{Phase: Idle, Speed: l.setting.speed, Volume: l.setting.volume}
	m := l.message
	if m == nil {
		return s
	}
	s.ID, s.Phase, s.Err = m.id, m.phase, m.err
	if s.Complete = m.loader == nil; !s.Complete {
		m.received, m.size = m.loader.received.Load(), m.loader.size.Load()
	}
	s.Received, s.Size = m.received, m.size
	s.Position = m.at
	if l.stage != nil && l.stage.loaded() {
		s.Position = l.stage.progress().heard
	}
	if m.clip != nil {
		s.Loaded, _ = m.clip.Duration()
		s.Length = m.clip.Length()
	}
	return s
}
