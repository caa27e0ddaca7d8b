package istraclient

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"istratray/istraclient/istratest"
)

// The platform's words may name people and numbers: they are for the person who asked, not for a log.
func TestErrorsAreFitForLogs(t *testing.T) {
	for _, e := range []*APIError{
		parseAPIError(403, []byte(`{"code":"ERR_X","message":"Anna Keller (+33 4 89 87 91 44) has no mailbox"}`)),
		parseAPIError(403, []byte(`{"code":"Anna Keller has no mailbox at 0489879144"}`)),
		parseAPIError(403, []byte(`{"code":"0489879144","message":"Anna Keller"}`)),
		parseAPIError(403, []byte(`{"code":"user-+33489879144"}`)),
		parseAPIError(403, []byte(`<title>Anna Keller, 04 89 87 91 44</title>`)),
		parseAPIError(403, []byte(`Anna Keller, 04 89 87 91 44`)),
	} {
		for _, err := range []error{e, &OutcomeUnknownError{Op: "x", Err: e}, &RateLimitError{Err: e},
			&SignInError{Reason: Forbidden, Err: e}} {
			if text := err.Error(); strings.Contains(text, "Keller") || strings.Contains(text, "87") ||
				!strings.Contains(text, "403") {
				t.Errorf("%T: %s", err, text)
			}
		}
	}
	if text := (&APIError{Status: 403, Code: "ERR_X"}).Error(); !strings.Contains(text, "ERR_X") {
		t.Error(text)
	}
}

func TestErrorBodies(t *testing.T) {
	for body, want := range map[string][2]string{
		`{"code":"ERR_XYZ","message":"Not allowed"}`:                                   {"ERR_XYZ", "Not allowed"},
		`{"message":"Not allowed","code":"ERR_XYZ","more":{"a":[1]}}`:                  {"ERR_XYZ", "Not allowed"},
		`{"code":"Some message"}`:                                                      {"", "Some message"},
		`{"code":"ERR_XYZ"}`:                                                           {"ERR_XYZ", ""},
		`{"code":42,"message":null}`:                                                   {"42", ""},
		`{"exceptionId":4711,"cause":null,"message":"Boom","firstMessage":"First"}`:    {"4711", "Boom"},
		`{"exceptionId":"4711","cause":"Because","message":"","firstMessage":"First"}`: {"4711", "First"},
		`{"exceptionId":"4711","cause":"Because"}`:                                     {"4711", "Because"},
		`{"exceptionId":"4711","cause":{"message":"deep"}}`:                            {"4711", ""},
		`{"Code":"ERR_XYZ","Message":"Upper"}`:                                         {"ERR_XYZ", "Upper"},
		`[{"code":"ERR_XYZ","message":"In a list"}]`:                                   {"ERR_XYZ", "In a list"},
		`{"code":"ERR_XYZ","message":"Cut sho`:                                         {"ERR_XYZ", ""},
		`{"code":"ERR_XYZ","message":"Whole","data":[1,2,`:                             {"ERR_XYZ", "Whole"},
		"\xef\xbb\xbf" + `{"code":"ERR_XYZ"}`:                                          {"ERR_XYZ", ""},
		`{`:                                                                            {"", ""},
		`[]`:                                                                           {"", ""},
		`[1`:                                                                           {"", ""},
		`{"a":}`:                                                                       {"", ""},
		``:                                                                             {"", ""},
		" \n":                                                                          {"", ""},
		`Service is down`:                                                              {"", "Service is down"},
		"two\r\nlines\x00\u202e":                                                       {"", "two lines"},
		`<html><head><title> 502 Bad &amp; ugly </title></head><body>x</body></html>`: {"", "502 Bad & ugly"},
		`<html><body><h1>Not</h1><p>here</p></body></html>`:                           {"", "Not here"},
		`<html><title></title>Empty title</html>`:                                     {"", "Empty title"},
		`<`:                           {"", "<"},
		"\x00\x01\xfe\xff\x89PNG\r\n": {"", "\uFFFDPNG"},
	} {
		e := parseAPIError(400, []byte(body))
		if e.Status != 400 || e.Code != want[0] || e.Message != want[1] {
			t.Errorf("%s:\n got %q %q\nwant %q", body, e.Code, e.Message, want)
		}
	}
}

func TestErrorTextsAreBounded(t *testing.T) {
	for _, body := range []string{
		strings.Repeat("ä", 10_000), `{"code":"` + strings.Repeat("x", 10_000) + `","message":"` + strings.Repeat("y",
			10_000) + `"}`,
	} {
		e := parseAPIError(500, []byte(body))
		if n := len([]rune(e.Code + e.Message)); n > 400 {
			t.Errorf("%d runes", n)
		}
	}
}

func TestErrorStatusesOfThePlatform(t *testing.T) {
	c, p := signedIn(t, istratest.Options{})
	for _, shape := range istratest.Bodies() {
		if shape == istratest.BodyGzipBomb {
			continue // slow to make; TestBrokenBodies has one
		}
		for _, status := range []int{400, 404, 409, 500, 503} {
			p.Faults().Add(istratest.Fault{Status: status, Body: shape, Text: "Out of order", Times: 1})
			_, err := c.GetCounters(t.Context())
			e := as[*APIError](t, err)
			if e.Status != status || Retryable(err) != (status >= 500) {
				t.Errorf("%s: %v", shape, err)
			}
			if text := Explain(err); !strings.Contains(text, fmt.Sprint(status)) {
				t.Errorf("%s: %s", shape, text)
			}
			switch shape {
			case istratest.BodyJSON, istratest.BodyCodeOnly, istratest.BodyException, istratest.BodyRaw:
				if e.Message != "Out of order" {
					t.Errorf("%s: %+v", shape, e)
				}
			}
		}
	}
}

// A refusal that repeats what was sent must not carry it into a log.
func TestSecretsAreTakenOutOfErrors(t *testing.T) {
	s := newScript(t, map[string]http.HandlerFunc{
		"GET v1/user/Info": says(400, `{"code":"s3cr3t","message":"token t0k3n of session s3cr3t, password 135790"}`),
	})
	_, err := s.client(t).GetUserInfo(t.Context())
	as[*APIError](t, err)
	for _, secret := range []string{"s3cr3t", "t0k3n", "135790"} {
		if strings.Contains(err.Error()+Explain(err)+fmt.Sprintf("%#v %+v", err, err), secret) {
			t.Errorf("%v", err)
		}
	}
}

func TestRetryAfterForms(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		after, date string
		want        time.Duration
		told        bool
	}{
		{"", "", 0, false},
		{"120", "", 2 * time.Minute, true},
		{" 5 ", "", 5 * time.Second, true},
		{"-5", "", 0, false},
		{"0", "", 0, false},
		{"1.5", "", 0, false},
		{"99999999999999999999", "", time.Hour, true},
		{"7200", "", time.Hour, true},
		{"soon", "", 0, false},
		{"Sun, 01 Mar 2026 12:01:00 GMT", "", time.Minute, true},
		{"Sun, 01 Mar 2026 11:00:00 GMT", "", 0, false},
		{"Tue, 01 Mar 2050 12:00:00 GMT", "", time.Hour, true},
		{"Sun, 01 Mar 2026 15:01:00 GMT", "Sun, 01 Mar 2026 15:00:00 GMT", time.Minute, true}, // the clocks differ
	} {
		got, told := retryAfter(http.Header{"Retry-After": {test.after}, "Date": {test.date}}, now)
		if got != test.want || told != test.told {
			t.Errorf("%q = %v, %v; want %v", test.after, got, told, test.want)
		}
	}
}

func TestSeveralRetryAfters(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	const date = "Sun, 01 Mar 2026 12:01:00 GMT"
	for _, test := range []struct {
		lines []string
		want  time.Duration
	}{
		{[]string{"8, 9"}, 9 * time.Second},
		{[]string{"9,8"}, 9 * time.Second},
		{[]string{"8", "9"}, 9 * time.Second},
		{[]string{"soon", "8"}, 8 * time.Second},
		{[]string{"", "8"}, 8 * time.Second},
		{[]string{date + ", " + date}, time.Minute},
		{[]string{"8, " + date}, time.Minute},
		{[]string{date + ", 90"}, 90 * time.Second},
		{[]string{"soon, later"}, 0},
	} {
		got, told := retryAfter(http.Header{"Retry-After": test.lines}, now)
		if got != test.want || told != (test.want > 0) {
			t.Errorf("%q = %v, %v; want %v", test.lines, got, told, test.want)
		}
	}
}

// Many are told the same time. They come back a little later, never earlier, and not all at once.
func TestRetryAfterIsSpreadToLater(t *testing.T) {
	for _, wait := range []time.Duration{time.Second, 30 * time.Second, 10 * time.Minute, 59 * time.Minute} {
		seen := make(map[time.Duration]bool)
		for range 50 {
			got := spread(wait)
			if got < wait || got > longestPatience || got > wait+max(wait/12, 10*time.Second) || got > 2*wait {
				t.Errorf("%v became %v", wait, got)
			}
			seen[got] = true
		}
		if len(seen) < 25 {
			t.Errorf("%v became %d different times of 50", wait, len(seen))
		}
	}
	if got := spread(longestPatience); got > longestPatience || got < longestPatience-longestPatience/12 {
		t.Errorf("an hour became %v", got)
	}
}

func TestRetryAfterCountsOnAnyRefusal(t *testing.T) {
	for _, status := range []int{400, 403, 404, 429, 500, 502, 503, 504} {
		c, p := signedIn(t, istratest.Options{})
		p.Faults().Add(istratest.Fault{Match: "v1/user", Status: status, RetryAfter: "30"})
		_, err := c.GetUserInfo(t.Context())
		if at, told := RetryAt(err); !told || time.Until(at) < 25*time.Second || time.Until(at) > 40*time.Second {
			t.Errorf("%d: %v, %v", status, time.Until(at), told)
		}
	}
}

func TestRateLimit(t *testing.T) {
	for _, test := range []struct {
		status  int
		after   string
		limited bool
	}{{429, "30", true}, {429, "", true}, {503, "30", true}, {503, "", false}, {500, "30", false}} {
		c, p := signedIn(t, istratest.Options{})
		p.Faults().Add(istratest.Fault{Status: test.status, RetryAfter: test.after})
		_, err := c.GetCounters(t.Context())
		wait, told := RetryAfter(err)
		if told != (test.after != "") || told && (wait < 29*time.Second || wait > 40*time.Second) {
			t.Errorf("%+v: %v, %v", test, wait, told)
		}
		if as[*APIError](t, err).Status != test.status || !Retryable(err) || Explain(err) == "" {
			t.Errorf("%+v: %v", test, err)
		}
		if test.limited {
			as[*RateLimitError](t, err)
		}
	}
}
