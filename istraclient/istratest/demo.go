package istratest

import (
	"math/rand/v2"
	"strconv"
	"time"
)

// Demo starts a platform on which a lively week has gone by, and on which the day continues: over the
// first minutes voicemails and missed calls arrive, the first after 8 seconds. Fields of opts that are
// set win over the demo's own.
func Demo(opts Options) (*Platform, error) {
	fill(&opts.Login, "demo")
	fill(&opts.Password, "0000")
	fill(&opts.KeepRequests, 200)
	if opts.Now == nil {
		opts.Now = time.Now
	}
	week := pastWeek{now: opts.Now()}
	// What arrives later has other IDs in each run, so that it is news to a client that remembers the last.
	fill(&opts.FirstID, week.now.Unix())
	if opts.Voicemails == nil {
		opts.Voicemails = week.voicemails()
	}
	if opts.Calls == nil {
		opts.Calls = week.calls()
	}
	opts.LogPlaced = true
	p, err := Start(opts)
	if err != nil {
		return nil, err
	}
	p.running.Go(p.perform)
	return p, nil
}

// scene is what happens on the demo's stage, counted from its start.
type scene struct {
	at     time.Duration
	happen func(*Platform)
}

func script() []scene {
	return []scene{
		{8 * time.Second, leave(anna.message("reception"))},
		{35 * time.Second, ring(david.missed(22 * time.Second))},
		{75 * time.Second, leave(tom.message("server-room"))},
		{110 * time.Second, ring(mobile.missed(9 * time.Second))},
		{118 * time.Second, ring(mobile.missed(31 * time.Second))},
		{170 * time.Second, leave(maria.message("lunch"))},
		{240 * time.Second, ring(claire.missed(18 * time.Second))},
	}
}

func leave(v Voicemail) func(*Platform) { return func(p *Platform) { p.AddVoicemail(v) } }
func ring(c Call) func(*Platform)       { return func(p *Platform) { p.AddCall(c) } }

// perform plays the script until it is over or the platform is closed.
func (p *Platform) perform() {
	began := time.Now()
	timer := time.NewTimer(0)
	defer timer.Stop()
	for _, s := range script() {
		timer.Reset(time.Until(began.Add(s.at)))
		select {
		case <-timer.C:
		case <-p.done:
			return
		}
		s.happen(p)
	}
}

// pastWeek makes up what happened before the demo began.
type pastWeek struct{ now time.Time }

func (w pastWeek) voicemails() []Voicemail {
	urgent := david.message("contract").at(w.now.Add(-35*time.Minute), false)
	urgent.Urgent = true
	list := []Voicemail{
		urgent,
		peter.message("review").at(w.workday(1, 17, 12), false),
		dentist.message("dentist").at(w.workday(1, 9, 41), true),
		claire.message("facture").at(w.workday(3, 14, 5), true),
		jens.message("lieferung").at(w.workday(4, 11, 27), true),
		mobile.message("wrong-number").at(w.workday(5, 16, 48), true),
	}
	for i := range list {
		list[i].ID = strconv.Itoa(143 - i)
	}
	return list
}

func (v Voicemail) at(t time.Time, read bool) Voicemail {
	v.Time, v.Read = t, read
	return v
}

// calls are about sixty rows: three of today, and the same made-up week in each run.
func (w pastWeek) calls() []Call {
	list := []Call{
		david.missed(25 * time.Second).at(w.now.Add(-38 * time.Minute)),
		david.missed(14 * time.Second).at(w.now.Add(-52 * time.Minute)),
		tom.talked(true, 3*time.Minute).at(w.now.Add(-75 * time.Minute)),
	}
	list[1].Seen = true
	dice := rand.New(rand.NewPCG(9, 1)) // #nosec G404 -- made-up data, the same each time
	for day := 1; day <= 5; day++ {
		for hour := 8; hour <= 18; hour++ {
			call := people[dice.IntN(len(people))].anyCall(dice)
			list = append(list, call.at(w.workday(day, hour, dice.IntN(60))))
		}
	}
	for i := range list {
		list[i].ID = strconv.FormatInt(firstCallID-int64(i)-1, 10)
	}
	return list
}

func (c Call) at(t time.Time) Call {
	c.Time = t
	return c
}

// workday is a time of day, so many working days ago.
func (w pastWeek) workday(back, hour, minute int) time.Time {
	year, month, day := w.now.Date()
	t := time.Date(year, month, day, hour, minute, 0, 0, w.now.Location())
	for back > 0 {
		t = t.AddDate(0, 0, -1)
		if t.Weekday() != time.Saturday && t.Weekday() != time.Sunday {
			back--
		}
	}
	return t
}
