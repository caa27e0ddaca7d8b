package notify

import "testing"

func TestMarkup(t *testing.T) {
	if got, want := markup(`<a href="x">&'`), "&lt;a href=&quot;x&quot;&gt;&amp;&#39;"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
