package history_test

import (
	"fmt"
	"testing"

	"istratray/app/inbox"
	"istratray/app/window/history"
)

// many are a hundred thousand calls of three thousand people.
func many() []inbox.Call {
	calls := make([]inbox.Call, 100_000)
	for i := range calls {
		calls[i] = call(fmt.Sprint(i), fmt.Sprintf("Person %d", i%3000), fmt.Sprintf("+4630%07d", i%3000), i*3,
			[]string{"in", "out", "missed"}[i%3])
	}
	return calls
}

func BenchmarkSearchIn100000Calls(b *testing.B) {
	x := history.NewIndex(nil, many(), same{})
	for name, text := range map[string]string{"Name": "person 29", "Number": "46 30 00029",
		"Nothing": "nobody", "All": ""} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				x.Find(history.Query{Text: text})
			}
		})
	}
}

func BenchmarkIndexOf100000Calls(b *testing.B) {
	calls := many()
	for b.Loop() {
		history.NewIndex(nil, calls, same{})
	}
}

// BenchmarkThreadIn100000Calls is what the pane shows of whom a row is about: someone of many, and someone who called
// once and long ago.
func BenchmarkThreadIn100000Calls(b *testing.B) {
	calls := append(many(), call("once", "Once", "+4631", 300_000, "in"))
	x := history.NewIndex(nil, calls, same{})
	for name, key := range map[string]string{"Often": calls[1].Number, "Once": "+4631"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if len(x.Thread(key, 500)) == 0 {
					b.Fatal("nobody")
				}
			}
		})
	}
}
