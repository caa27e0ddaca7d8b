package istraclient

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/iotest"
)

func TestCharsets(t *testing.T) {
	for name, test := range map[string]struct{ kind, sent, want string }{
		"UTF-8":               {"application/json;charset=UTF-8", "Jürgen Weiß, 東京 😀", "Jürgen Weiß, 東京 😀"},
		"Latin-1":             {"application/json; charset=ISO-8859-1", "J\xfcrgen", "Jürgen"},
		"Latin-1 like UTF-8":  {"application/json; charset=iso-8859-1", "\xc3\xbc", "Ã¼"},
		"in quotes":           {`application/json; charset="latin1"`, "J\xfcrgen", "Jürgen"},
		"Windows":             {"application/json;charset=windows-1252", "\x80 \x93M\xfcller\x94", "€ “Müller”"},
		"with the euro":       {"application/json;charset=ISO-8859-15", "\xa4 \xe9", "€ é"},
		"Eastern Europe":      {"application/json; Charset=iso-8859-2", "\xa3ukasz", "Łukasz"},
		"Cyrillic":            {"application/json;charset=windows-1251", "\xc8\xe2\xe0\xed", "Иван"},
		"Cyrillic, shorter":   {"application/json;charset=cp1251", "\xc8\xe2\xe0\xed", "Иван"},
		"Cyrillic of old":     {"application/json;charset=KOI8-R", "\xf0\xa3\xd4\xd2", "Пётр"},
		"Greek":               {"application/json;charset=ISO_8859-7", "\xc1\xdd", "Αέ"},
		"Turkish":             {"application/json;charset=latin5", "\xddzmir", "İzmir"},
		"UTF-16":              {"application/json;charset=utf-16", "\xfe\xff\x00A\x00\xfc", "Aü"},
		"UTF-16, no mark":     {"application/json;charset=UTF-16LE", "A\x00\xfc\x00\x3d\xd8\x00\xde", "Aü😀"},
		"UTF-16, undeclared":  {"application/json", "\xff\xfeA\x00\xfc\x00", "Aü"},
		"Simplified Chinese":  {"application/json;charset=GBK", "[\"\xd5\xc5\xce\xb0\"]", `["张伟"]`},
		"as GB2312":           {"application/json;charset=gb2312", "\xd5\xc5\xce\xb0", "张伟"},
		"with four bytes":     {"application/json;charset=GB18030", "\x94\x39\xfc\x36 \xd5\xc5", "😀 张"},
		"Traditional Chinese": {"application/json;charset=Big5", "\xb3\x5c\xa5\x5c\xbb\x5c", "許功蓋"},
		"Japanese":            {`application/json;charset="Shift_JIS"`, "[\"\x83\x5c\x83\x6a\x81\x5b\"]", `["ソニー"]`},
		"Japanese of Windows": {"application/json;charset=windows-31j", "\xdf\xb9\xc4 \x87\x40", "ﾟｹﾄ ①"},
		"Japanese of Unix":    {"application/json;charset=EUC-JP", "\xc5\xec\xb5\xfe", "東京"},
		"Korean":              {"application/json;charset=EUC-KR", "\xb1\xe8\xc3\xb6\xbc\xf6", "김철수"},
		"Korean of Windows":   {"application/json;charset=MS949", "\xb1\xe8 \x8c\x63", "김 똠"},
		"undeclared Latin-1":  {"application/json", "J\xfcrgen M\xfcller", "Jürgen Müller"},
		"declared falsely":    {"application/json;charset=UTF-8", "J\xfcrgen", "Jürgen"},
		"unknown":             {"application/json;charset=klingon", "J\xfcrgen ü", "Jürgen ü"},
		"no type":             {"", "\xe9t\xe9", "été"},
		"half a character":    {"application/json", "abc\xc3", "abcÃ"},
		"half, and some more": {"application/json", "abc\xe6\x9d", "abcæ\u009d"},
	} {
		resp := &http.Response{Header: http.Header{"Content-Type": {test.kind}}}
		for _, source := range []io.Reader{strings.NewReader(test.sent),
			iotest.OneByteReader(strings.NewReader(test.sent))} {
			resp.Body = io.NopCloser(source)
			if got, err := io.ReadAll(textOf(resp)); err != nil || string(got) != test.want {
				t.Errorf("%s: %q, %v; want %q", name, got, err, test.want)
			}
		}
		resp.Body = io.NopCloser(strings.NewReader(test.sent))
		if got, err := io.ReadAll(iotest.OneByteReader(textOf(resp))); err != nil || string(got) != test.want {
			t.Errorf("%s: %q, %v; want %q", name, got, err, test.want)
		}
	}
}

// Names and error texts alike are read in the charset of their answer.
func TestNamesAndErrorsInLatin1(t *testing.T) {
	latin1 := func(status int, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json;charset=ISO-8859-1")
			w.WriteHeader(status)
			_, _ = io.WriteString(w, body)
		}
	}
	c := newScript(t, map[string]http.HandlerFunc{
		"GET v1/logs/Phone/bean": latin1(200, "{\"items\":[{\"id\":\"1\",\"remoteLabel\":\"J\xfcrgen Wei\xdf\"}]}"),
		"GET v1/user/Info":       latin1(400, "{\"code\":\"ERR_X\",\"message\":\"Ung\xfcltig\"}"),
	}).client(t)
	page, err := c.ListCalls(t.Context(), ListOptions{})
	if err != nil || page.Items[0].RemoteLabel != "Jürgen Weiß" {
		t.Errorf("%+v, %v", page, err)
	}
	_, err = c.GetUserInfo(t.Context())
	if e := as[*APIError](t, err); e.Message != "Ungültig" {
		t.Errorf("%+v", e)
	}
}
