//go:build desktop

package scenarios

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"istratray/desktop/rig"
	"istratray/internal/need"
	"istratray/istraclient/istratest"
)

// canary is a password that nothing has by chance.
const canary = "86420975310246"

// The password, the session's cookie and its token are nowhere but in the agent's memory and the
// keyring, whatever was done and however much is logged; and nobody else can read what there is.
func TestSecretsStayInside(t *testing.T) {
	s := begin(t, rig.Options{}, istratest.Options{Password: canary,
		Voicemails: []istratest.Voicemail{{ID: "144", RemoteLabel: "Anna"}, {ID: "145", RemoteLabel: "Tom"}}})
	s.signIn("--log-level", "debug")
	s.desk.WaitWindow("Istra Tray", patience)
	saved := filepath.Join(s.desk.Getenv("HOME"), "saved.ogg")
	for _, args := range [][]string{
		{"list", "voicemails"}, {"read", "144"}, {"save", "144", saved}, {"delete", "145"}, {"call", "200"},
		{"status", "--json"},
	} {
		if p := s.desk.Run(program, args...); p.ExitCode() != 0 {
			t.Errorf("%v: exit code %d, %s", args, p.ExitCode(), p.Stderr())
		}
	}
	secrets := s.secrets()
	children := s.agent.Children()
	if len(children) != 1 {
		t.Fatalf("the agent's children are %v, want the window", children)
	}
	if found := foundIn(t, s.agent.PID(), secrets); len(found) == 0 {
		t.Error("the agent's memory holds no secret: the search is blind")
	}
	for _, where := range foundIn(t, children[0], secrets) {
		t.Errorf("the window's memory holds %s", where)
	}
	for _, pid := range append(children, s.agent.PID()) {
		for _, file := range []string{"cmdline", "environ"} {
			text, err := os.ReadFile(fmt.Sprintf("/proc/%d/%s", pid, file))
			if err != nil {
				t.Fatal(err)
			}
			report(t, fmt.Sprintf("%s of process %d", file, pid), text, secrets)
		}
	}
	s.checkSocket()
	s.quit()
	s.checkFiles(secrets)
}

// secrets are what the platform has seen of them, by name.
func (s *story) secrets() map[string]string {
	s.Helper()
	all := map[string]string{"the password": canary,
		"the credentials": base64.StdEncoding.EncodeToString([]byte("ENDUSER:" + s.platform.Login() + ":" + canary))}
	for _, r := range s.platform.Requests() {
		if _, value, ok := strings.Cut(r.Header.Get("Cookie"), "="); ok {
			all["the cookie"] = value
		}
		if _, token, ok := strings.Cut(r.Header.Get("X-Application"), ";"); ok {
			all["the token"] = token
		}
	}
	if len(all) != 4 {
		s.Fatalf("only %d secrets are known", len(all))
	}
	return all
}

func report(t *testing.T, where string, text []byte, secrets map[string]string) {
	t.Helper()
	for name, secret := range secrets {
		if bytes.Contains(text, []byte(secret)) {
			t.Errorf("%s is in %s", name, where)
		}
	}
}

// checkFiles looks through everything below the desktop's folder: settings, cache, store, logs, what
// was said on standard error. The keyring's own files are encrypted, and its folder is searched too.
func (s *story) checkFiles(secrets map[string]string) {
	s.Helper()
	logs := 0
	err := filepath.WalkDir(s.desk.Dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return nil // gone in the meantime, or no file
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return nil
		}
		report(s.T, path, text, secrets)
		if !strings.Contains(path, "/istratray/") {
			return nil
		}
		if bytes.Contains(text, []byte("level=DEBUG")) {
			logs++
		}
		if info, err := entry.Info(); err == nil && info.Mode().Perm() != 0o600 {
			s.Errorf("%s has the mode %v", path, info.Mode())
		}
		return nil
	})
	if err != nil {
		s.Fatal(err)
	}
	if logs == 0 {
		s.Error("there is no log at debug level: the search is blind")
	}
}

// checkSocket wants it private, and closed to another user even where its folder is open.
func (s *story) checkSocket() {
	s.Helper()
	socket := filepath.Join(s.desk.Getenv("XDG_RUNTIME_DIR"), "istratray-default.sock")
	info, err := os.Stat(socket)
	if err != nil {
		s.Fatal(err)
	}
	if info.Mode().Perm() != 0o600 {
		s.Errorf("the socket has the mode %v", info.Mode())
	}
	if os.Getuid() != 0 {
		s.Log("not root: another user's attempt is not made")
		return
	}
	if err := s.talk(socket, uint32(os.Getuid())); err != nil {
		s.Errorf("the user's own attempt fails, so another one's proves nothing: %v", err)
	}
	folders := []string{filepath.Dir(socket), s.desk.Dir}
	for _, folder := range folders {
		if err := os.Chmod(folder, 0o755); err != nil {
			s.Fatal(err)
		}
	}
	const nobody = 65534
	if err := s.talk(socket, nobody); err == nil {
		s.Error("another user is answered")
	}
	if err := os.Chmod(socket, 0o666); err != nil { // and where even that is gone, the agent looks who asks
		s.Fatal(err)
	}
	if err := s.talk(socket, nobody); err == nil {
		s.Error("another user is answered on an open socket")
	}
	_ = os.Chmod(socket, 0o600)
	for _, folder := range folders {
		_ = os.Chmod(folder, 0o700)
	}
}

// talk asks the agent for its state, as a user.
func (s *story) talk(socket string, uid uint32) error {
	cmd := s.desk.Command("curl", "--silent", "--fail", "--max-time", "3", "--unix-socket", socket,
		"http://agent/v1/status")
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uid, Gid: uid}}
	cmd.Dir = "/"
	return cmd.Run()
}

// foundIn names the secrets in a process's memory.
func foundIn(t *testing.T, pid int, secrets map[string]string) []string {
	t.Helper()
	maps, err := os.Open(fmt.Sprintf("/proc/%d/maps", pid))
	if err != nil {
		t.Fatal(err)
	}
	defer maps.Close()
	mem, err := os.Open(fmt.Sprintf("/proc/%d/mem", pid))
	if err != nil {
		need.Missing(t, fmt.Sprintf("the right to read another process's memory: %v", err))
	}
	defer mem.Close()
	var found []string
	for lines := bufio.NewScanner(maps); lines.Scan(); {
		fields := strings.Fields(lines.Text())
		if len(fields) < 2 || !strings.HasPrefix(fields[1], "rw") {
			continue
		}
		from, to, _ := strings.Cut(fields[0], "-")
		start, err1 := strconv.ParseInt(from, 16, 64)
		end, err2 := strconv.ParseInt(to, 16, 64)
		if err1 != nil || err2 != nil || end-start > 1<<30 {
			continue
		}
		part := make([]byte, end-start)
		n, _ := mem.ReadAt(part, start) // pages that are not there read as an error
		for name, secret := range secrets {
			if bytes.Contains(part[:n], []byte(secret)) {
				found = append(found, name)
			}
		}
	}
	return found
}
