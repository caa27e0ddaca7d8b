package control

import "istratray/app/inbox"

// texts are those that many calls have in common, by themselves: a hundred thousand calls with few people
// take half the memory.
type texts map[string]string

// share makes calls use the same texts. Their URIs it drops: who watches acts by ID, and they are the
// longest texts of all.
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
