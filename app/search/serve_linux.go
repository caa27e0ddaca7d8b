package search

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/godbus/dbus/v5"

	"istratray/app/bus"
)

// How the desktop finds us: packaging/linux has the files that say so.
const (
	busName = "org.istratray.IstraTray.Search"
	busPath = dbus.ObjectPath("/org/istratray/IstraTray/Search")
	shell   = "org.gnome.Shell.SearchProvider2"
	runner  = "org.kde.krunner1"
	icon    = "istratray"
)

const (
	joinSoonest = time.Second // backoff of a bus that isn't there
	joinLatest  = 5 * time.Minute
)

// Run answers until ctx ends, again with backoff after the bus was lost.
func (p *Provider) Run(ctx context.Context) {
	wait := joinSoonest
	for ctx.Err() == nil {
		if err := p.serve(ctx); err != nil {
			p.cfg.Log.Debug("search: not on the bus", "err", err)
		} else {
			wait = joinSoonest // it was there
		}
		select {
		case <-ctx.Done():
		case <-time.After(wait):
		}
		wait = min(2*wait, joinLatest)
	}
}

// serve answers until the bus is lost.
func (p *Provider) serve(ctx context.Context) error {
	conn, err := bus.Connect(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	for name, methods := range map[string]map[string]any{shell: p.forShell(), runner: p.forRunner()} {
		if err := conn.ExportMethodTable(methods, busPath, name); err != nil {
			return fmt.Errorf("be %s: %w", name, err)
		}
	}
	// Of several profiles, the next one is asked when the first has ended.
	if _, err := conn.RequestName(busName, 0); err != nil {
		return fmt.Errorf("be %s: %w", busName, err)
	}
	select {
	case <-ctx.Done():
	case <-conn.Context().Done():
	}
	return nil
}

// forShell are the methods that GNOME's overview calls.
func (p *Provider) forShell() map[string]any {
	ids := func(words []string) ([]string, *dbus.Error) {
		found := []string{}
		for _, h := range p.search(strings.Join(words, " ")) {
			found = append(found, h.id())
		}
		return found, nil
	}
	return map[string]any{
		"GetInitialResultSet":   ids,
		"GetSubsearchResultSet": func(_, words []string) ([]string, *dbus.Error) { return ids(words) },
		"GetResultMetas":        p.metas,
		"ActivateResult": func(id string, _ []string, at uint32) *dbus.Error {
			p.choose(id, clickAt(at))
			return nil
		},
		"LaunchSearch": func(_ []string, at uint32) *dbus.Error {
			p.cfg.Open(Hit{Page: Calls}, clickAt(at))
			return nil
		},
	}
}

// clickAt is the time of a click as a token for window managers, which read no more than its end.
func clickAt(at uint32) string { return fmt.Sprintf("istratray-search_TIME%d", at) }

func (p *Provider) metas(ids []string) ([]map[string]dbus.Variant, *dbus.Error) {
	all := []map[string]dbus.Variant{}
	for _, id := range ids {
		if h, known := p.hit(id); known {
			all = append(all, map[string]dbus.Variant{"id": dbus.MakeVariant(id), "name": dbus.MakeVariant(h.Name),
				"description": dbus.MakeVariant(h.detail()), "gicon": dbus.MakeVariant(icon)})
		}
	}
	return all, nil
}

// match is one answer to KRunner.
type match struct {
	ID, Text, Icon string
	Type           int32   // how well it fits: 30 is "possibly", 100 "exactly"
	Relevance      float64 // 0 to 1
	Properties     map[string]dbus.Variant
}

// action is something else to do with an answer; there is none.
type action struct{ ID, Text, Icon string }

// forRunner are the methods that KRunner calls.
func (p *Provider) forRunner() map[string]any {
	return map[string]any{
		"Actions": func() ([]action, *dbus.Error) { return []action{}, nil },
		"Match": func(text string) ([]match, *dbus.Error) {
			all := []match{}
			for i, h := range p.search(text) {
				all = append(all, match{h.id(), h.Name, icon, 30, 0.8 - float64(i)/100,
					map[string]dbus.Variant{"subtext": dbus.MakeVariant(h.detail())}})
			}
			return all, nil
		},
		"Run":      func(id, _ string) *dbus.Error { p.choose(id, ""); return nil },
		"Teardown": func() *dbus.Error { return nil },
	}
}
