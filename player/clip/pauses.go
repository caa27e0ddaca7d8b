package clip

// A pause is sound this much weaker than speech for longer than pauseLead and pauseTail, in
// hundredths of a second. Those are left of it, so that words do not run into each other.
const (
	pauseBelow = 0.1 // of the speech's RMS, as a peak
	pauseLead  = 20
	pauseTail  = 10
)

// SkipFrom returns where to continue from a frame when pauses are shortened: at that frame, or, once
// a pause has lasted pauseLead, shortly before its end. A pause whose end has not arrived yet is
// not shortened.
func (c *Clip) SkipFrom(frame int) int {
	c.mu.RLock()
	defer c.mu.RUnlock()
	level := c.level.speech()
	now := frame / c.peaks.every
	if level == 0 || now < pauseLead || now >= len(c.peaks.done) {
		return frame
	}
	quiet := int16(min(fullScale-1, pauseBelow*level*fullScale))
	for _, peak := range c.peaks.done[now-pauseLead : now+1] {
		if peak > quiet {
			return frame
		}
	}
	end := now
	for end < len(c.peaks.done) && c.peaks.done[end] <= quiet {
		end++
	}
	if end == len(c.peaks.done) && !c.complete {
		return frame
	}
	return max(frame, (end-pauseTail)*c.peaks.every)
}
