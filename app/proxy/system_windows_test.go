package proxy

import (
	"encoding/binary"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"testing"

	"golang.org/x/sys/windows/registry"
)

// Bits of what the proxy page of the settings can switch on.
const (
	direct = 1
	fixed  = 2
	script = 4
)

// set writes what the proxy page of the settings writes.
func set(t *testing.T, flags uint32, texts ...string) {
	t.Helper()
	const connections = `Software\Microsoft\Windows\CurrentVersion\Internet Settings\Connections`
	key, _, err := registry.CreateKey(registry.CURRENT_USER, connections, registry.ALL_ACCESS)
	if err != nil {
		t.Fatal(err)
	}
	defer key.Close()
	le := binary.LittleEndian
	value := le.AppendUint32(le.AppendUint32(le.AppendUint32(nil, 0x46), 1), flags|direct)
	for _, text := range append(texts, "", "", "")[:3] { // the proxy, where it isn't used, and the script
		value = append(le.AppendUint32(value, uint32(len(text))), text...)
	}
	if err := key.SetBinaryValue("DefaultConnectionSettings", append(value, make([]byte, 32)...)); err != nil {
		t.Fatal(err)
	}
}

func needWine(t *testing.T) {
	t.Helper()
	if _, err := os.Stat(`C:\toasts.dll`); err != nil {
		t.Skip("it changes the user's settings: run it by packaging/wine/inside")
	}
}

func TestFixedProxy(t *testing.T) {
	needWine(t)
	set(t, fixed, "http=a:80;https=proxy.example:8080", "<local>;*.corp.example")
	for addr, want := range map[string][]string{
		"pbx.example:443": {"proxy.example:8080"}, "pbx.corp.example:443": nil, "pbx:443": nil,
	} {
		found, err := System(t.Context(), addr)
		if err != nil || !slices.Equal(found, want) {
			t.Errorf("%s: %q, %v", addr, found, err)
		}
	}
	if Kind() != "fixed" {
		t.Error(Kind())
	}
}

func TestProxyScript(t *testing.T) {
	needWine(t)
	text := `function FindProxyForURL(url, host) {
	if (host == "direct.example") return "DIRECT";
	if (url.substring(0, 6) != "https:") return "PROXY wrong.example:1";
	return "PROXY first.example:3128; PROXY second.example:3128";
}`
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/x-ns-proxy-autoconfig")
		_, _ = io.WriteString(w, text)
	}))
	defer server.Close()
	set(t, script, "", "", server.URL+"/proxy.pac")
	if Kind() != "script" {
		t.Error(Kind())
	}
	if found, err := System(t.Context(), "direct.example:443"); err != nil || len(found) != 0 {
		t.Errorf("%q, %v", found, err)
	}
	found, err := System(t.Context(), "pbx.example:443") // Wine gives the first of the script's only
	if err != nil || len(found) == 0 || found[0] != "first.example:3128" {
		t.Errorf("%q, %v", found, err)
	}
}
