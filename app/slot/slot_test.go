package slot_test

import (
	"sync"
	"testing"

	"istratray/app/slot"
)

func TestTheNewestIsKept(t *testing.T) {
	box := make(chan int, 1)
	for i := range 5 {
		slot.Put(box, i)
	}
	if got := <-box; got != 4 || len(box) != 0 {
		t.Errorf("%d, and %d more", got, len(box))
	}
}

func TestManySendersNeverBlock(t *testing.T) {
	box := make(chan int, 1)
	var all sync.WaitGroup
	for i := range 50 {
		all.Go(func() { slot.Put(box, i) })
	}
	all.Wait()
	if len(box) != 1 {
		t.Errorf("%d values", len(box))
	}
}
