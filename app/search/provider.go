package search

import (
	"log/slog"
	"strings"
	"sync"
)

// Provider answers the search of the desktop. Make it with New, and let it live in Run.
type Provider struct {
	cfg Config

	mu   sync.Mutex
	told map[string]Hit // guarded by mu: of the newest questions, by ID
}

// Config is what a Provider needs of the world around it. Its functions are called from any goroutine.
type Config struct {
	Find   func(text string) []Hit
	Hidden func() bool // names are not to be seen: nobody is found
	// Open shows someone, and with no ID the page itself. The token is what brings its window to the front, "" where
	// the desktop gave none.
	Open func(h Hit, token string)
	Log  *slog.Logger
}

const mostTold = 20 * mostHits

// New makes a provider.
func New(cfg Config) *Provider { return &Provider{cfg: cfg, told: map[string]Hit{}} }

// id names a hit to the desktop.
func (h Hit) id() string { return h.Page + ":" + h.ID }

// detail is the second line.
func (h Hit) detail() string {
	var parts []string
	for _, part := range []string{h.Company, h.Number} {
		if part != "" && part != h.Name {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " · ")
}

// search answers a question, and remembers what it said for the questions to come.
func (p *Provider) search(text string) []Hit {
	if p.cfg.Hidden() {
		return nil
	}
	hits := p.cfg.Find(text)
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.told) > mostTold {
		clear(p.told)
	}
	for _, h := range hits {
		p.told[h.id()] = h
	}
	return hits
}

// hit is the result with an ID, unless it has to be hidden now.
func (p *Provider) hit(id string) (Hit, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	h, known := p.told[id]
	return h, known && !p.cfg.Hidden()
}

// choose opens the result with an ID; an ID that was never handed out opens nothing.
func (p *Provider) choose(id, token string) {
	if h, known := p.hit(id); known {
		p.cfg.Open(h, token)
	}
}
