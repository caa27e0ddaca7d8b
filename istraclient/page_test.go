package istraclient

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"istratray/istraclient/istratest"
)

func TestListEnvelopes(t *testing.T) {
	for body, want := range map[string]Page[Call]{
		`{"count":2,"items":[{"callHistoryId":"1"},{"callHistoryId":2}]}`: {Count: 2,
			Items: []Call{{ID: "1"}, {ID: "2"}}},
		`{"count":"77","Items":[{"callHistoryId":"1"}]}`: {Count: 77, Items: []Call{{ID: "1"}}},
		`{"items":[{"id":8967300633232582576}]}`:         {Count: 1, Items: []Call{{ID: "8967300633232582576"}}},
		`{"items":{"callHistoryId":"1"}}`:                {Count: 1, Items: []Call{{ID: "1"}}},
		`[{"callHistoryId":"1"}]`:                        {Count: 1, Items: []Call{{ID: "1"}}},
		`{"items":[{"restUri":"v1/logs/Phone/bean/9"},null,5]}`: {Count: 1,
			Items: []Call{{ID: "9", URI: "v1/logs/Phone/bean/9"}}},
		`{"count":0}`:                     {},
		`{"count":0,"items":null}`:        {},
		`{"count":2,"items":[null,null]}`: {Count: 2},
		`{"items":[]}`:                    {},
		`[]`:                              {},
		`{}`:                              {},
		` null `:                          {},
		``:                                {},
		`{"items":{}}`:                    {},
		`{"items":""}`:                    {},
		`{"count":"0","more":[1]}`:        {},
	} {
		page, err := answering(t, "GET v1/logs/Phone/bean", 200, body).ListCalls(t.Context(), ListOptions{})
		if err != nil || page.Count != want.Count || !slices.Equal(page.Items, want.Items) {
			t.Errorf("%s = %+v, %v", body, page, err)
		}
	}
	for _, body := range []string{`{"code":"ERR_X"}`, `{"items":"x"}`, `{"items":[[1]]}`, `[[1]]`, `[1]`, `"x"`, `7`,
		`{"count":[1],"items":3}`, `{"count":3}`, `{"items":[{}]}`, `{"items":[{"more":1}]}`} {
		page, err := answering(t, "GET v1/logs/Phone/bean", 200, body).ListCalls(t.Context(), ListOptions{})
		if err == nil {
			t.Errorf("%s = %+v", body, page)
		} else if e := as[*BodyError](t, err); e.Problem != GarbageBody {
			t.Errorf("%s: %v", body, err)
		}
	}
}

func TestListWithoutContentIsEmpty(t *testing.T) {
	page, err := answering(t, "GET v1/logs/Phone/bean", 204, "").ListCalls(t.Context(), ListOptions{})
	if err != nil || len(page.Items) != 0 {
		t.Errorf("%+v, %v", page, err)
	}
}

func TestListQueries(t *testing.T) {
	for want, opts := range map[string]ListOptions{
		"offset=0&length=20":                                  {},
		"offset=40&length=7":                                  {Offset: 40, Length: 7},
		"offset=0&length=20&isIncoming=true":                  {Offset: -3, Length: -1, Incoming: true},
		"offset=0&length=20&isIncoming=true&isMissed=true":    {Incoming: true, Missed: true},
		"offset=100&length=100&isIncoming=true&isMissed=true": {Offset: 100, Length: 100, Incoming: true, Missed: true},
	} {
		s := newScript(t, map[string]http.HandlerFunc{"GET v1/logs/Phone/bean": says(200, `[]`),
			"GET v1/logs/Voicemail/bean": says(200, `[]`)})
		c := s.client(t)
		_, err1 := c.ListCalls(t.Context(), opts)
		_, err2 := c.ListVoicemails(t.Context(), opts)
		if err := errors.Join(err1, err2); err != nil {
			t.Fatal(err)
		}
		got := s.requests("bean")
		if got[0].URL.RawQuery != want {
			t.Errorf("asked for %s, want %s", got[0].URL.RawQuery, want)
		}
		if strings.Contains(got[1].URL.RawQuery, "is") {
			t.Errorf("voicemails have no filters: %s", got[1].URL.RawQuery)
		}
	}
}

// pager is a platform's list of total items under its own ideas of paging.
type pager struct {
	total  int
	most   int // items a page, whatever is asked for; 0 = any number
	refuse int // who asks for more than so many is refused; 0 = nobody is
	count  func(offset, items int) int
	all    bool // length is ignored
	repeat bool // beyond the end comes the last page again
	shift  int  // new items that arrive in front between two pages
	asked  int
}

func (p *pager) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	offset, _ := strconv.Atoi(r.URL.Query().Get("offset"))
	length, _ := strconv.Atoi(r.URL.Query().Get("length"))
	if p.refuse > 0 && (length > p.refuse || offset >= p.total) {
		p.asked++
		says(400, `{"code":"ERR_RANGE"}`)(w, r)
		return
	}
	if p.most > 0 {
		length = min(length, p.most)
	}
	if p.all {
		length = p.total
	}
	offset -= p.asked * p.shift
	p.asked++
	if offset >= p.total && p.repeat {
		offset = max(0, p.total-length)
	}
	var items []string
	for i := max(0, offset); i < min(p.total, offset+length); i++ {
		items = append(items, fmt.Sprintf(`{"id":"%d","restUri":"v1/logs/Voicemail/bean/%d"}`, i, i))
	}
	count := len(items)
	if p.count != nil {
		count = p.count(offset, len(items))
	}
	says(200, fmt.Sprintf(`{"count":%d,"items":[%s]}`, count, strings.Join(items, ",")))(w, r)
}

func TestAllPagesAreReadByWhateverRules(t *testing.T) {
	for name, p := range map[string]*pager{
		"nothing":                 {total: 0},
		"one short page":          {total: 3},
		"exactly one page":        {total: pageLength},
		"many pages":              {total: 523},
		"count is the total":      {total: 523, count: func(int, int) int { return 523 }},
		"count lies high":         {total: 45, count: func(int, int) int { return 9999 }},
		"count is nought":         {total: 523, count: func(int, int) int { return 0 }},
		"last page again":         {total: 300, repeat: true},
		"pages of twenty at most": {total: 145, most: 20},
		"pages of five, counted":  {total: 23, most: 5, count: func(int, int) int { return 23 }},
		"pages of seven":          {total: 60, most: 7},
		"one at a time":           {total: 9, most: 1},
		"everything at once":      {total: 230, all: true},
		"everything, each time":   {total: 230, all: true, repeat: true},
		"fifty at most, and none": {total: 100, refuse: 50},
		"new ones in between":     {total: 400, shift: 3},
	} {
		t.Run(name, func(t *testing.T) {
			c := newScript(t, map[string]http.HandlerFunc{"GET v1/logs/Voicemail/bean": p.ServeHTTP}).client(t)
			seen := map[string]bool{}
			for v, err := range c.Voicemails(t.Context()) {
				if err != nil {
					t.Fatal(err)
				}
				if seen[v.ID] {
					t.Fatalf("%s came twice", v.ID)
				}
				seen[v.ID] = true
			}
			if len(seen) != p.total {
				t.Errorf("%d of %d items in %d pages", len(seen), p.total, p.asked)
			}
			if most := p.total/5 + 10; p.asked > most {
				t.Errorf("%d pages were asked for", p.asked)
			}
		})
	}
}

// Whether a short page was the last one, only the next can tell, or a count of all.
func TestShortListsCostOneRequestMore(t *testing.T) {
	total := func(int, int) int { return 19 }
	for want, p := range map[int]*pager{2: {total: 19}, 1: {total: 0}, 4: {total: 19, most: 5, count: total}} {
		c := newScript(t, map[string]http.HandlerFunc{"GET v1/logs/Voicemail/bean": p.ServeHTTP}).client(t)
		for range c.Voicemails(t.Context()) {
		}
		if p.asked != want {
			t.Errorf("%d requests, want %d", p.asked, want)
		}
	}
}

func TestIteratorsStopWhenAskedTo(t *testing.T) {
	p := &pager{total: 1000}
	c := newScript(t, map[string]http.HandlerFunc{"GET v1/logs/Voicemail/bean": p.ServeHTTP}).client(t)
	n := 0
	for range c.Voicemails(t.Context()) {
		if n++; n == 150 {
			break
		}
	}
	if p.asked != 2 {
		t.Errorf("%d requests for 150 items", p.asked)
	}
}

func TestIteratorEndsWithItsError(t *testing.T) {
	c, p := signedIn(t, istratest.Options{Calls: make([]istratest.Call, 250)})
	p.Faults().Add(istratest.Fault{Match: "v1/logs/Phone", Delay: 1, Times: 1},
		istratest.Fault{Match: "v1/logs/Phone", Status: 500, Times: 1})
	items, failures := 0, 0
	for _, err := range c.Calls(t.Context(), ListOptions{}) {
		if err != nil {
			failures++
			as[*APIError](t, err)
		} else {
			items++
		}
	}
	if items != pageLength || failures != 1 {
		t.Errorf("%d items, %d errors", items, failures)
	}
}

// A platform that makes up items forever is stopped.
func TestEndlessListIsRefused(t *testing.T) {
	n := 0
	endless := func(opts ListOptions) (Page[Call], error) {
		page := Page[Call]{Items: make([]Call, opts.Length*100), size: opts.Length * 100}
		for i := range page.Items {
			n++
			page.Items[i].ID = strconv.Itoa(n)
		}
		return page, nil
	}
	var last error
	for _, err := range all(endless, ListOptions{}, Call.Ref) {
		last = err
	}
	if e := as[*BodyError](t, last); e.Problem != TooLargeBody || n > 2*maxItems {
		t.Errorf("%v after %d", last, n)
	}
}

func TestPlatformHabitsOfLists(t *testing.T) {
	for name, quirks := range map[string]istratest.Quirks{
		"as described": {}, "oldest first": {OldestFirst: true}, "grand total": {GrandTotal: true},
		"Items":   {UpperItems: true},
		"numbers": {NumericIDs: true}, "loose": {LooseTypes: true},
		"all": {OldestFirst: true, GrandTotal: true, UpperItems: true, NumericIDs: true,
			LooseTypes: true, NoURIs: true},
	} {
		t.Run(name, func(t *testing.T) {
			c, p := signedIn(t, istratest.Options{Voicemails: make([]istratest.Voicemail, 130),
				Calls: make([]istratest.Call, 130)})
			p.Faults().Set(quirks)
			n := 0
			for v, err := range c.Voicemails(t.Context()) {
				if n++; err != nil || v.ID == "" || v.Time.IsZero() {
					t.Fatal(v, err)
				}
			}
			for k, err := range c.Calls(t.Context(), ListOptions{}) {
				if n++; err != nil || len(k.ID) < 19 || k.Time.IsZero() {
					t.Fatal(k, err)
				}
			}
			if n != 260 {
				t.Errorf("%d items", n)
			}
		})
	}
}
