package control

import "istratray/app/inbox"

// texts are the ones that many calls share, by themselves: a hundred thousand calls with few people take half the
// memory.
type texts map[string]string

// share makes calls use the same texts. It drops their URIs: watchers act by ID, and URIs are the longest texts of
// all.
func (t *texts) share(calls []inbox.Call) {
	if *t == nil {
		*t = texts{}
	}
	for i := range calls {
		c := &calls[i]
		c.URI = ""
		for _, text := range []*string{&c.Label, &c.Number, &c.Callback, &c.Kind, (*string)(&c.Direction), &c.Name,
			&c.Company, &c.Note} {
			*text = t.one(*text)
		}
	}
}

func (t texts) one(text string) string {
	known, ok := t[text]
	if !ok {
		t[text] = text
		return text
	}
	return known
}
