// Package slot is for goroutines that need the newest of several values and none of the older ones.
package slot

// Put puts a value into a channel with room for one, in place of one that was not taken yet. It never blocks, and may
// be called from any goroutine.
func Put[T any](box chan T, value T) {
	for {
		select {
		case box <- value:
			return
		default:
		}
		select {
		case <-box:
		default:
		}
	}
}
