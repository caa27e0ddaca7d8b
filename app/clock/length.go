package clock

import (
	"fmt"
	"time"
)

// Length is a duration rounded to the second: 0:24, or 1:02:03 from an hour on.
func Length(d time.Duration) string {
	s := int(d.Round(time.Second) / time.Second)
	if s >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	}
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}
