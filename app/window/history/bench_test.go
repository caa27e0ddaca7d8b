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
