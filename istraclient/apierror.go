package istraclient

import (
	"bytes"
	"encoding/json"
	"errors"
	"html"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"
)

// checkStatus makes an error of every answer that isn't a success.
func (c *Client) checkStatus(resp *http.Response, r request, s session) error {
	switch {
	case resp.StatusCode < 300:
		return nil
	case resp.StatusCode < 400:
		return &RedirectError{URL: bareURL(resp.Request.URL), Status: resp.StatusCode, Location: location(resp)}
	}
	data, _ := io.ReadAll(io.LimitReader(textOf(resp), maxErrorBody)) // a cut one is better than none
	api := parseAPIError(resp.StatusCode, data)
	api.FromAPI, api.empty = bearsMarks(resp, data), len(trimJSON(data)) == 0
	api.Code, api.Message = c.redact(api.Code, s), c.redact(api.Message, s)
	if r.effect && (api.Status == http.StatusBadGateway || api.Status == http.StatusGatewayTimeout) {
		return &OutcomeUnknownError{Op: r.op, Err: api} // a gateway's word, not the platform's
	}
	return withPatience(api, resp.Header)
}

// bearsMarks reports whether an answer is the API's: it has the API's own header, or is JSON.
func bearsMarks(resp *http.Response, data []byte) bool {
	data = trimJSON(data)
	switch {
	case resp.Header.Get("X-Application") != "":
		return true
	case len(data) == 0:
		return strings.Contains(strings.ToLower(resp.Header.Get("Content-Type")), "json")
	}
	return data[0] == '{' || data[0] == '['
}

// withPatience notes how long an answer asks to wait, and makes a *RateLimitError of one that is about that.
func withPatience(api *APIError, h http.Header) error {
	wait, told := retryAfter(h, time.Now())
	if told {
		api.RetryAt = time.Now().Add(spread(wait))
	}
	if api.Status == http.StatusTooManyRequests || api.Status == http.StatusServiceUnavailable && told {
		return &RateLimitError{After: wait, Err: api}
	}
	return api
}

// location is where a redirect pointed, without the query that may hold secrets.
func location(resp *http.Response) string {
	u, err := resp.Location()
	if err != nil {
		return ""
	}
	return tidy(bareURL(u), 200)
}

// bareURL is a URL without user, query and fragment.
func bareURL(u *url.URL) string {
	return (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path}).String()
}

// parseAPIError takes the best code and text from the body of a refusal: any of the platform's
// JSON shapes, whole or cut short, a web page's title, or plain text.
func parseAPIError(status int, data []byte) *APIError {
	e := &APIError{Status: status}
	data = trimJSON(data)
	switch {
	case len(data) == 0:
	case data[0] == '{' || data[0] == '[':
		e.Code, e.Message = errorTexts(topLevelTexts(data))
	case data[0] == '<':
		e.Message = tidy(pageText(data), maxErrorText)
	default:
		e.Message = tidy(string(data), maxErrorText)
	}
	return e
}

const maxErrorText = 300 // runes

func errorTexts(texts map[string]string) (code, message string) {
	code = firstOf(texts["code"], texts["exceptionid"])
	message = firstOf(texts["message"], texts["firstmessage"], texts["cause"])
	if message == "" && strings.ContainsAny(code, " ") {
		code, message = "", code // one page of the reference puts the message there
	}
	return tidy(code, 80), tidy(message, maxErrorText)
}

func firstOf(texts ...string) string {
	for _, t := range texts {
		if strings.TrimSpace(t) != "" {
			return t
		}
	}
	return ""
}

// topLevelTexts collects the scalar members of the first object in a text that may end anywhere.
func topLevelTexts(data []byte) map[string]string {
	texts := make(map[string]string)
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	for token, err := d.Token(); token != json.Delim('{'); token, err = d.Token() {
		if err != nil {
			return texts
		}
	}
	for d.More() {
		key, err := d.Token()
		name, ok := key.(string)
		if err != nil || !ok {
			break
		}
		var value text
		if err := d.Decode(&value); err != nil {
			break
		}
		texts[strings.ToLower(name)] = string(value)
	}
	return texts
}

var (
	pageTitle = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?is)<title[^>]*>(.*?)</title>`) })
	pageTag   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?s)<[^>]*>`) })
)

// pageText is the text that a reader sees first on an error page.
func pageText(page []byte) string {
	if title := pageTitle().FindSubmatch(page); title != nil && len(bytes.TrimSpace(title[1])) > 0 {
		return html.UnescapeString(string(title[1]))
	}
	return html.UnescapeString(string(pageTag().ReplaceAll(page, []byte(" "))))
}

// tidy makes one line of foreign text, of at most limit runes.
func tidy(s string, limit int) string {
	s = strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, "\uFFFD"), func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
	}), " ")
	if runes := []rune(s); len(runes) > limit {
		return string(runes[:limit-1]) + "…"
	}
	return s
}

// redact takes out secrets that a refusal repeats.
func (c *Client) redact(s string, from session) string {
	secrets := []string{c.opts.Password, from.token}
	for _, k := range from.cookies {
		secrets = append(secrets, k.value)
	}
	for _, secret := range secrets {
		if len(secret) >= 4 {
			s = strings.ReplaceAll(s, secret, "…")
		}
	}
	return s
}

// retryAfter reads both forms of Retry-After; a date counts from the answer's own Date, since
// the two clocks needn't agree. A time that has passed is ignored. Of several, which servers and what is before
// them each send a line of, or join with a comma, the longest counts.
func retryAfter(h http.Header, now time.Time) (wait time.Duration, told bool) {
	if date, err := http.ParseTime(h.Get("Date")); err == nil {
		now = date
	}
	for _, line := range h.Values("Retry-After") {
		values := strings.Split(line, ",")
		for i, value := range values {
			if i > 0 { // the comma may be that of a date
				value = values[i-1] + "," + value
			}
			for _, form := range []string{value, values[i]} {
				if one, ok := retryWait(form, now); ok {
					wait, told = max(wait, one), true
				}
			}
		}
	}
	return wait, told
}

// retryWait is one value of Retry-After, and whether it is a time to come.
func retryWait(value string, now time.Time) (wait time.Duration, ok bool) {
	value = strings.TrimSpace(value)
	seconds, err := strconv.ParseInt(value, 10, 64)
	if err == nil || errors.Is(err, strconv.ErrRange) {
		return time.Duration(max(0, min(seconds, int64(longestPatience/time.Second)))) * time.Second, seconds > 0
	}
	at, err := http.ParseTime(value)
	if err != nil {
		return 0, false
	}
	wait = min(at.Sub(now), longestPatience)
	return max(0, wait), wait > 0
}

// longestPatience bounds what a Retry-After is believed.
const longestPatience = time.Hour

// spread puts off a time that many were told at once: by up to a twelfth, or by up to ten seconds and at most
// twice if that is more, but never beyond longestPatience.
func spread(wait time.Duration) time.Duration {
	if wait >= longestPatience {
		return longestPatience - rand.N(longestPatience/12) // #nosec G404 -- spreads load, guards nothing
	}
	more := min(max(wait/12, min(wait, 10*time.Second)), longestPatience-wait)
	return wait + rand.N(more+1) // #nosec G404 -- as above
}
