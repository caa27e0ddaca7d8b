package win32

import (
	"context"
	"testing"
)

var sendMessage = user32.NewProc("SendMessageW")

func TestHiddenWindow(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	const question = WMApp + 7
	made := make(chan *Window, 1)
	var order []int
	handle := func(_ *Window, message uint32, wparam, _ uintptr) (uintptr, bool) {
		if message == question {
			order = append(order, int(wparam))
			return wparam + 1, true
		}
		return 0, false
	}
	done := make(chan error)
	go func() { done <- RunWindow(ctx, "IstraTrayTest", handle, func(w *Window) { made <- w }) }()
	w := <-made
	answer, _, _ := sendMessage.Call(uintptr(w.Handle), question, 1, 0)
	if answer != 2 {
		t.Errorf("it answers %d", answer)
	}
	did := make(chan struct{})
	w.Do(func() { order = append(order, 2) })
	w.Do(func() { order = append(order, 3); close(did) })
	<-did
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
	if len(order) != 3 || order[1] != 2 || order[2] != 3 {
		t.Errorf("in the order %v", order)
	}
	w.Do(func() { t.Error("done after the end") })
}

func TestStrings(t *testing.T) {
	if roInitialize.Find() != nil {
		t.Skip("no WinRT")
	}
	for _, s := range []string{"", "a", "Müller 📞"} {
		if err := WithString(s, func(text String) error {
			if got := text.Text(); got != s {
				t.Errorf("%q became %q", s, got)
			}
			return nil
		}); err != nil {
			t.Error(err)
		}
	}
	if _, err := NewString("a\x00b"); err == nil {
		t.Error("a zero in a text is no error")
	}
}
