package transcribe

import (
	"context"
	"errors"
	"maps"
	"os"
	"slices"
	"time"

	"istratray/app/inbox"
)

// maxTries is how often a message is fetched before that counts as failed.
const maxTries = 3

// Run makes transcripts until ctx ends, which ends a running program, too.
func (t *Transcriber) Run(ctx context.Context) error {
	t.clear()
	for ctx.Err() == nil {
		t.recall()
		job, rest := t.next(ctx, time.Now())
		if job != nil {
			t.carryOut(ctx, job)
			continue
		}
		again := time.NewTimer(rest)
		select {
		case <-ctx.Done():
		case <-t.wake:
		case <-again.C:
		}
		again.Stop()
	}
	return nil
}

// clear takes away the sound that a killed agent left behind.
func (t *Transcriber) clear() {
	if err := os.RemoveAll(t.cfg.Dir); err != nil {
		t.cfg.Log.Warn("transcribe: clearing the folder for sound", "err", err)
	}
}

// job is one message to be done.
type job struct {
	account string
	message inbox.Voicemail
	program Program
	ctx     context.Context // ends when the message, the account or the program goes
	end     context.CancelFunc
}

// forever is a wait when there is nothing to do.
const forever = 24 * time.Hour

// next is the message to transcribe now; nil means none, and for how long.
func (t *Transcriber) next(ctx context.Context, now time.Time) (*job, time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.box.Online || !t.recalled || len(t.program.Args) == 0 {
		return nil, forever
	}
	t.tidy()
	rest := forever
	for _, v := range t.queue() {
		if w := t.waits[v.ID]; w.until.After(now) {
			rest = min(rest, w.until.Sub(now))
			continue
		}
		j := &job{account: t.box.Account, message: v, program: t.program}
		j.ctx, j.end = context.WithTimeout(ctx, t.limit)
		delete(t.results, v.ID)
		t.current, t.stop = v.ID, j.end
		return j, 0
	}
	return nil, rest
}

// tidy forgets what is no longer in the mailbox: called with mu held.
func (t *Transcriber) tidy() {
	gone := func(id string) bool { _, there := t.find(id); return !there }
	t.asked = slices.DeleteFunc(t.asked, gone)
	maps.DeleteFunc(t.wanted, func(id string, _ bool) bool { return gone(id) })
	maps.DeleteFunc(t.results, func(id string, _ result) bool { return gone(id) })
	maps.DeleteFunc(t.waits, func(id string, _ wait) bool { return gone(id) })
}

// queue is what to transcribe: requested messages, then newest first. Called with mu held.
func (t *Transcriber) queue() []inbox.Voicemail {
	var list []inbox.Voicemail
	for _, id := range t.asked {
		if v, there := t.find(id); there {
			list = append(list, v)
		}
	}
	for _, v := range t.box.Voicemails {
		if t.wanted[v.ID] && !t.settled(v) && !slices.Contains(t.asked, v.ID) {
			list = append(list, v)
		}
	}
	return list
}

// carryOut does one message, and keeps what came of it.
func (t *Transcriber) carryOut(ctx context.Context, j *job) {
	began := time.Now()
	defer t.finish(j)
	t.put(j, inbox.Transcript{State: inbox.TranscriptRunning}) // for the next start, if this one doesn't end well
	transcript, err := t.transcribe(j)
	var problem *Problem
	var later *LaterError
	switch {
	case errors.Is(j.ctx.Err(), context.Canceled):
		return // someone wants it otherwise: the program, or the message, has changed
	case errors.As(err, &later):
		if t.later(j, err) {
			return
		}
		problem = noSound(err)
	case err != nil && !errors.As(err, &problem):
		problem = &Problem{Code: NoWorkplace, Detail: oneLine(err.Error())}
	}
	if problem != nil {
		transcript = inbox.Transcript{State: inbox.TranscriptFailed, Reason: problem.reason()}
		t.cfg.Log.Warn("transcribe: failed", "reason", problem.Code, "took", time.Since(began).Round(time.Millisecond))
	} else {
		t.cfg.Log.Info("transcribe: done", "took", time.Since(began).Round(time.Millisecond))
	}
	t.settle(ctx, j, transcript)
}

// transcribe fetches the sound and runs the program, in a folder that is gone afterwards.
func (t *Transcriber) transcribe(j *job) (inbox.Transcript, error) {
	if err := os.MkdirAll(t.cfg.Dir, 0o700); err != nil {
		return inbox.Transcript{}, onDisk(err)
	}
	defer t.clear()
	file, err := t.soundFile(j.ctx, t.cfg.Dir, j.message.ID, j.program.Format)
	if err != nil {
		return inbox.Transcript{}, err
	}
	return j.program.run(j.ctx, file)
}

// later notes that a message is to be tried again; false means that it was often enough.
func (t *Transcriber) later(j *job, err error) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	w := t.waits[j.message.ID]
	if w.tries++; w.tries >= maxTries {
		return false
	}
	w.until = time.Now().Add(time.Duration(w.tries) * t.pause)
	t.waits[j.message.ID] = w
	t.cfg.Log.Info("transcribe: to be tried again", "err", err)
	return true
}

// settle keeps a result and reports it.
func (t *Transcriber) settle(ctx context.Context, j *job, transcript inbox.Transcript) {
	kept := j.kept(transcript)
	stored := t.put(j, transcript)
	t.mu.Lock()
	still := t.box.Account == j.account
	if still {
		t.asked = slices.DeleteFunc(t.asked, func(id string) bool { return id == j.message.ID })
		delete(t.waits, j.message.ID)
		t.results[j.message.ID] = resultOf(kept, stored)
	}
	t.mu.Unlock()
	if still {
		t.cfg.Done(ctx, j.account, kept)
	}
}

func (j *job) kept(transcript inbox.Transcript) inbox.KeptTranscript {
	return inbox.KeptTranscript{ID: j.message.ID, Time: j.message.Time, By: j.program.by(), Transcript: transcript}
}

// put stores a transcript; false means that it could not.
func (t *Transcriber) put(j *job, transcript inbox.Transcript) bool {
	err := t.cfg.Store.PutTranscript(j.account, j.kept(transcript))
	if err != nil {
		t.cfg.Log.Warn("transcribe: keeping a result", "state", transcript.State, "err", err)
	}
	return err == nil
}

// finish makes room for the next message.
func (t *Transcriber) finish(j *job) {
	j.end()
	t.mu.Lock()
	defer t.mu.Unlock()
	t.current, t.stop = "", nil
}
