package session_test

import (
	"context"
	"errors"
	"io"
	"iter"
	"math/rand/v2"
	"slices"
	"strconv"
	"sync"
	"time"

	"istratray/app/session"
	"istratray/istraclient"
)

// directPlatform is a platform without a wire: fast enough for a thousand losses of the link a day.
// Any call can find the link lost, before or after it took effect.
type directPlatform struct {
	rand *rand.Rand // guarded by mu

	mu         sync.Mutex
	voicemails []istraclient.Voicemail // guarded by mu
	calls      []istraclient.Call      // guarded by mu
	nextID     int                     // guarded by mu
	lost       chan struct{}           // guarded by mu: closed when the link is lost
	changed    chan struct{}           // guarded by mu: closed when a count may have changed
	flaky      bool                    // guarded by mu: calls fail one time in ten
	tardy      bool                    // guarded by mu: the newest voicemail is counted and not listed
}

func newDirectPlatform(r *rand.Rand) *directPlatform {
	return &directPlatform{rand: r, lost: make(chan struct{}), changed: make(chan struct{})}
}

// change edits the platform and wakes up its listeners. It returns the ID a new item would have.
func (p *directPlatform) change(edit func(id string)) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.nextID++
	id := strconv.Itoa(p.nextID)
	edit(id)
	close(p.changed)
	p.changed = make(chan struct{})
	return id
}

// list reports whether the newest voicemail is listed.
func (p *directPlatform) list(newest bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.tardy = !newest
}

func (p *directPlatform) lose() {
	p.mu.Lock()
	defer p.mu.Unlock()
	close(p.lost)
	p.lost = make(chan struct{})
}

var errLost = &istraclient.NetworkError{Op: "test", Err: errors.New("the link was lost")}

// spoil is a call's fate.
func (p *directPlatform) spoil() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.flaky && p.rand.IntN(10) == 0 {
		return errLost
	}
	return nil
}

func (p *directPlatform) counters() istraclient.Counters {
	var c istraclient.Counters
	for _, v := range p.voicemails {
		if !v.Read {
			c.Voicemails++
		}
	}
	for _, call := range p.calls {
		if call.Missed {
			c.MissedCalls++
		}
	}
	return c
}

// visit is one session's client of the platform.
type visit struct{ *directPlatform }

var _ session.Platform = visit{}

func (visit) Base() string                                             { return "https://direct.example/" }
func (v visit) SignIn(context.Context) error                           { return v.spoil() }
func (v visit) SignInSecondFactor(context.Context, string) error       { return nil }
func (v visit) SignOut(context.Context) error                          { return nil }
func (visit) Close()                                                   {}
func (visit) SignedIn() bool                                           { return false }
func (v visit) Knock(context.Context) error                            { return v.spoil() }
func (visit) Probe()                                                   {}
func (v visit) PlaceCall(context.Context, string, string) error        { return v.spoil() }
func (v visit) DeleteCall(context.Context, istraclient.Ref) error      { return v.spoil() }
func (v visit) DeleteVoicemail(context.Context, istraclient.Ref) error { return v.spoil() }

func (v visit) SetVoicemailRead(context.Context, istraclient.Ref, bool) (istraclient.Voicemail, error) {
	return istraclient.Voicemail{}, v.spoil()
}

func (v visit) UpdateCallerID(_ context.Context, _ string, id istraclient.CallerID) (istraclient.CallerID, error) {
	return id, v.spoil()
}

func (v visit) VoicemailAudio(context.Context, istraclient.Ref, istraclient.Format) (*istraclient.Audio, error) {
	return nil, io.ErrUnexpectedEOF
}

func (v visit) GetUserInfo(context.Context) (istraclient.UserInfo, error) {
	return istraclient.UserInfo{Name: "Anna"}, v.spoil()
}

func (v visit) GetCounters(context.Context) (istraclient.Counters, error) {
	v.mu.Lock()
	c := v.counters()
	v.mu.Unlock()
	return c, v.spoil()
}

func (v visit) VoicemailsFrom(_ context.Context, offset int) iter.Seq2[istraclient.Voicemail, error] {
	v.mu.Lock()
	list := slices.Clone(v.voicemails)
	if v.tardy && len(list) > 0 {
		list = list[1:]
	}
	v.mu.Unlock()
	return failing(list[min(offset, len(list)):], v.spoil)
}

func (v visit) Calls(_ context.Context, opts istraclient.ListOptions) iter.Seq2[istraclient.Call, error] {
	v.mu.Lock()
	list := slices.Clone(v.calls)
	v.mu.Unlock()
	return failing(list[min(opts.Offset, len(list)):], v.spoil)
}

// failing yields a list page by page; each page can fail.
func failing[T any](list []T, spoil func() error) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for i, item := range list {
			if i%20 == 0 {
				if err := spoil(); err != nil {
					var none T
					yield(none, err)
					return
				}
			}
			if !yield(item, nil) {
				return
			}
		}
	}
}

// Listen pushes counts until the link is lost. A push lost with the link is lost for good.
func (v visit) Listen(ctx context.Context, handle func(istraclient.Event)) error {
	if err := v.spoil(); err != nil {
		return err
	}
	v.mu.Lock()
	lost, changed, counters := v.lost, v.changed, v.counters()
	v.mu.Unlock()
	handle(istraclient.Subscribed{Counters: counters})
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-lost:
			return errLost
		case <-changed:
			v.mu.Lock()
			changed, counters = v.changed, v.counters()
			v.mu.Unlock()
			handle(istraclient.CountersChanged{Counters: counters})
		}
	}
}

// arrive puts a new item on the platform.
func (p *directPlatform) arrive(voicemail bool) string {
	now := time.Now()
	if voicemail {
		return "voicemail:" + p.change(func(id string) {
			p.voicemails = append([]istraclient.Voicemail{{ID: id, RemoteLabel: "Anna", Time: now}}, p.voicemails...)
		})
	}
	return "call:" + p.change(func(id string) {
		p.calls = append([]istraclient.Call{{ID: id, RemoteLabel: "Tom", Time: now, Incoming: true,
			Missed: true}}, p.calls...)
	})
}

// handleElsewhere reads or deletes one of the voicemails on another device, and says which.
func (p *directPlatform) handleElsewhere(remove bool) (key string) {
	p.change(func(string) {
		if len(p.voicemails) == 0 {
			return
		}
		i := p.rand.IntN(min(len(p.voicemails), 5))
		key = "voicemail:" + p.voicemails[i].ID
		list := slices.Clone(p.voicemails)
		if remove {
			p.voicemails = slices.Delete(list, i, i+1)
			return
		}
		list[i].Read = true
		p.voicemails = list
	})
	return key
}
