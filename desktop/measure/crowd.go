package main

import (
	"fmt"
	"path/filepath"
	"time"

	"istratray/desktop/archive"
	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

const (
	crowded  = 100_000
	messages = 5_000
	// smooth is the longest a frame may take.
	smooth = 33 * time.Millisecond
)

// crowd measures the window with a hundred thousand calls: how soon they are there, its memory, and how
// smoothly it scrolls.
func (b *bench) crowd() {
	p := b.signInCrowded()
	b.desk.WaitTray("istratray", patience).Activate()
	w := b.desk.WaitWindow("Istra Tray", patience)
	began := time.Now()
	w.Key("ctrl+2")
	there := b.settled(5 * time.Second).Sub(began) // and it tidies up
	w.WaitText("100,000 calls", patience)
	child := p.Children()[0]
	before := usageOf(b, child)
	used := before.processor
	began = time.Now()
	frames := b.frames(w, scroll)
	scrolled := time.Since(began)
	after := usageOf(b, child)
	pages := b.pageChanges(w)
	resized := b.frames(w, resize)
	table{
		{fmt.Sprintf("the window with %d calls and %d voicemails", crowded, messages), "", "longest"},
		{"opened at once before, Ctrl+2 to all of them there", tenths(there), ""},
		{"memory: RSS", fmt.Sprintf("%.1f MB", before.rss), ""},
		{"memory: PSS", fmt.Sprintf("%.1f MB", before.pss), ""},
		{"memory: anonymous", fmt.Sprintf("%.1f MB", before.anonymous), ""},
		{fmt.Sprintf("memory after %d steps of the wheel: RSS", turns), fmt.Sprintf("%.1f MB", after.rss), ""},
		{fmt.Sprintf("%d frames in %.1f s: from one to the next, median", len(frames), scrolled.Seconds()),
			tenths(percentile(frames, 50)), tenths(percentile(frames, 100))},
		{fmt.Sprintf("of these later than %v", smooth), fmt.Sprint(later(frames, smooth)), ""},
		{"from the key to another page on the screen", tenths(percentile(pages, 50)), tenths(percentile(pages, 100))},
		{fmt.Sprintf("pulled narrow and wide again, %d pictures: from one to the next", len(resized)),
			tenths(percentile(resized, 50)), tenths(percentile(resized, 100))},
		{"processor for a frame, all threads", tenths((after.processor - used) / time.Duration(max(1,
			len(frames)))), ""},
	}.print()
	w.Close()
	b.waitAlone(p)
	b.quit(p)
}

// signInCrowded starts the agent on a platform with thousands of messages and a hundred thousand calls, which it has in
// its cache already.
func (b *bench) signInCrowded() *rig.Process {
	b.Helper()
	b.platform.Close()
	var err error
	b.platform, err = istratest.Start(istratest.Options{Calls: archive.Calls(crowded, time.Now()),
		Voicemails: voicemails(time.Now())})
	if err != nil {
		b.Fatalf("platform: %v", err)
	}
	b.Cleanup(b.platform.Close)
	file := filepath.Join(b.desk.Getenv("XDG_STATE_HOME"), "istratray", "default", "store.db")
	if err := archive.Keep(file, b.platform); err != nil {
		b.Fatalf("filling the cache: %v", err)
	}
	return b.signIn()
}

// voicemails are those of the callers in turn, an hour apart, read but for the newest.
func voicemails(now time.Time) (all []istratest.Voicemail) {
	for i := range messages {
		all = append(all, istratest.Voicemail{ID: fmt.Sprint(i + 1), RemoteLabel: fmt.Sprintf("Visitor %d", i%40),
			RemoteNumber: fmt.Sprint(200 + i%40), Read: i < messages-5,
			Time: now.Add(time.Duration(i-messages) * time.Hour)})
	}
	return all
}
