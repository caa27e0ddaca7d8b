package main

import (
	"time"

	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

// agent measures the process that runs all day.
func agent(b *bench) {
	p := b.signIn()
	rig.Rest(b, settle)
	before := usageOf(b, p.PID())
	rig.Rest(b, b.idle)
	after := usageOf(b, p.PID())
	seconds := b.idle.Seconds()
	row("memory (RSS / PSS)", "%.1f / %.1f MB", after.rss, after.pss)
	row("idle: voluntary switches, all threads", "%.2f /s", float64(after.voluntary-before.voluntary)/seconds)
	row("idle: processor", "%.3f %%", 100*(after.processor-before.processor).Seconds()/seconds)
	row("push to notification", "%s", spread(announce(b)))
	row("quit", "%d ms", b.quit(p).Milliseconds())
	row("start to tray icon", "%s", spread(starts(b)))
}

// announce times voicemails from the platform's push to the notification daemon.
func announce(b *bench) []time.Duration {
	var took []time.Duration
	for range b.times {
		began := time.Now()
		b.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "Anna Keller", RemoteNumber: "200"})
		n := b.desk.Notifications().Wait("Anna Keller", patience)
		took = append(took, n.Posted.Sub(began))
		b.desk.Notifications().Dismiss(n.ID)
		// More than one a second would become a digest.
		rig.Rest(b, 2*time.Second)
	}
	return took
}

// starts times the agent's start up to its icon; it is signed in already.
func starts(b *bench) []time.Duration {
	var took []time.Duration
	for range b.times {
		began := time.Now()
		p := b.desk.Spawn(b.program, "--hidden")
		b.desk.WaitTray("istratray", patience)
		took = append(took, time.Since(began))
		b.waitOnline()
		b.quit(p)
		b.desk.WaitNoTray("istratray", patience)
	}
	return took
}
