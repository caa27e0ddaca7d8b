package store

import (
	"fmt"
	"os"
	"strings"
	"time"

	"istratray/app/inbox"
)

// childMain makes the test binary the process that a test kills, or lets run into a full disk.
func childMain() bool {
	what, file, _ := strings.Cut(os.Getenv("STORE_TEST_CHILD"), " ")
	switch what {
	case "write":
		writeForEver(file)
	case "fill":
		fill(file)
	default:
		return false
	}
	return true
}

// writeForEver reports on standard output each step that the store said is done. The calls of a
// step all have its number as Seconds.
func writeForEver(file string) {
	s, err := Open(file)
	if err != nil {
		fmt.Println("open:", err)
		return
	}
	for step := 1; ; step++ {
		calls := manyCalls(20)
		for i := range calls {
			calls[i].Seconds = step
		}
		key := fmt.Sprintf("call:%d", step)
		if err := s.Remember(anna, inbox.Remember{Marks: map[string]time.Time{key: noon}}); err != nil {
			fmt.Println("mark:", err)
			return
		}
		fmt.Println("marked", step)
		if err := s.PutCalls(anna, calls, []string{"x"}); err != nil {
			fmt.Println("put:", err)
			return
		}
		fmt.Println("put", step)
	}
}
