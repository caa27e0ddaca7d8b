package istraclient

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"time"
)

// frame is what one message on the websocket meant. Its zero value is a
// message to be ignored.
type frame struct {
	counters []wireCounters // in the order they came
	timeout  time.Duration  // the server's limit for inactivity; 0 = not said
	beat     bool           // a sign of life that the server gives by itself or as an echo
}

// wireFrame is a message as it travels.
type wireFrame struct {
	ListenerName text            `json:"listenerName"`
	Item         json.RawMessage `json:"item"`
	Timeout      number          `json:"timeout_milliseconds"`
	Keepalive    json.RawMessage `json:"keepalive"`
	wireCounters                 // some send them without the envelope
}

// decodeFrame understands every documented and observed form; all else is the zero frame.
func decodeFrame(data []byte) (frame, error) {
	data = trimJSON(data)
	if word := strings.Trim(string(data[:min(len(data), 8)]), `"`); strings.EqualFold(word, "ping") ||
		strings.EqualFold(word, "pong") {
		return frame{beat: true}, nil
	}
	if len(data) == 0 {
		return frame{}, nil
	}
	if !json.Valid(data) {
		return frame{}, errNotJSON
	}
	var messages many[wireFrame]
	if err := messages.UnmarshalJSON(data); err != nil {
		return frame{}, err
	}
	var f frame
	for _, m := range messages {
		f.add(m)
	}
	return f, nil
}

var errNotJSON = errors.New("it is not JSON")

func (f *frame) add(m wireFrame) {
	if m.Timeout > 0 {
		f.timeout = time.Duration(m.Timeout.count()) * time.Millisecond
	}
	f.beat = f.beat || m.Keepalive != nil
	if m.ListenerName != "" && m.ListenerName != listenerName {
		return
	}
	items := many[wireCounters]{m.wireCounters}
	if len(bytes.TrimSpace(m.Item)) > 0 {
		if err := items.UnmarshalJSON(m.Item); err != nil {
			return // json.Valid has been asked: cannot happen
		}
	}
	for _, item := range items {
		if item.present() {
			f.counters = append(f.counters, item)
		}
	}
}
