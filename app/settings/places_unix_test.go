//go:build unix && !darwin

package settings

import (
	"errors"
	"net"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"istratray/app/safefile"
)

// homeIn points everything that places depend on into a fresh folder.
func homeIn(t *testing.T) string {
	home := t.TempDir()
	t.Setenv("HOME", home)
	for _, name := range []string{"XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"} {
		t.Setenv(name, "")
	}
	before := runtimeFolders
	runtimeFolders = filepath.Join(home, "none")
	t.Cleanup(func() { runtimeFolders = before })
	return home
}

// Who has no runtime folder in the environment, as after su or with sudo -E, finds the agent of the session.
func TestTheAgentIsFoundWithoutTheVariable(t *testing.T) {
	home := homeIn(t)
	made, own := filepath.Join(runtimeFolders, strconv.Itoa(os.Getuid())), home+"/.cache/istratray/run"
	if err := os.MkdirAll(made, 0o700); err != nil {
		t.Fatal(err)
	}
	expect := func(variable, want string) {
		t.Helper()
		t.Setenv("XDG_RUNTIME_DIR", variable)
		if got, err := PlacesFor(""); err != nil || filepath.Dir(got.Socket) != want {
			t.Errorf("XDG_RUNTIME_DIR=%s: %s, %v", variable, got.Socket, err)
		}
	}
	expect("", own) // no agent is there
	l, err := net.Listen("unix", filepath.Join(made, "istratray-default.sock"))
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	expect("", made)
	expect("/proc/none", made)
	expect(home, home)
}

func TestPlacesWithoutVariables(t *testing.T) {
	home := homeIn(t)
	got, err := PlacesFor("")
	want := Places{
		ConfigDir: home + "/.config/istratray/default",
		CacheDir:  home + "/.cache/istratray/default",
		StateDir:  home + "/.local/state/istratray/default",
		Socket:    home + "/.cache/istratray/run/istratray-default.sock",
	}
	if err != nil || got != want {
		t.Fatalf("PlacesFor = %+v, %v; want %+v", got, err, want)
	}
}

func TestPlacesFollowTheVariables(t *testing.T) {
	base := homeIn(t)
	t.Setenv("XDG_CONFIG_HOME", base+"/c")
	t.Setenv("XDG_CACHE_HOME", base+"/k")
	t.Setenv("XDG_STATE_HOME", "relative/is/ignored")
	t.Setenv("XDG_RUNTIME_DIR", base)
	got, err := PlacesFor("work")
	want := Places{
		ConfigDir: base + "/c/istratray/work",
		CacheDir:  base + "/k/istratray/work",
		StateDir:  base + "/.local/state/istratray/work",
		Socket:    base + "/istratray-work.sock",
	}
	if err != nil || got != want {
		t.Fatalf("PlacesFor = %+v, %v; want %+v", got, err, want)
	}
}

func TestSocketIsNotPutIntoAnotherUsersRuntimeFolder(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root can give a folder away")
	}
	home := homeIn(t)
	other := filepath.Join(home, "other")
	if err := os.Mkdir(other, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.Chown(other, 12345, 12345); err != nil {
		t.Fatal(err)
	}
	t.Setenv("XDG_RUNTIME_DIR", other)
	got, err := PlacesFor("")
	if err != nil || strings.HasPrefix(got.Socket, other) {
		t.Fatalf("Socket = %s, %v", got.Socket, err)
	}
}

func TestLongSocketPathsBecomeShortAndStayApart(t *testing.T) {
	home := homeIn(t)
	seen := map[string]bool{}
	for _, dir := range []string{"a", "b"} {
		t.Setenv("XDG_RUNTIME_DIR", filepath.Join(home, strings.Repeat(dir, 120)))
		got, err := PlacesFor("")
		if err != nil || len(got.Socket) > maxSocketPath || seen[got.Socket] {
			t.Errorf("Socket = %s, %v", got.Socket, err)
		}
		seen[got.Socket] = true
	}
}

// foreignFolder is a folder of another user.
func foreignFolder(t *testing.T, dir string) {
	t.Helper()
	if os.Getuid() != 0 {
		t.Skip("only root can give a folder away")
	}
	if err := errors.Join(os.MkdirAll(dir, 0o700), os.Chown(dir, 12345, 12345)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
}

func socketOf(t *testing.T) string {
	t.Helper()
	p, err := PlacesFor("")
	if err != nil {
		t.Fatal(err)
	}
	return p.Socket
}

// Whatever is in the way of one place, there is another, and a client comes to the same.
func TestSocketHasAnotherPlace(t *testing.T) {
	own := func(home string) string { return filepath.Join(home, ".cache/istratray/run") }
	for name, prepare := range map[string]func(t *testing.T, home string) (want string){
		"none, nor can be": func(t *testing.T, home string) string {
			t.Setenv("XDG_RUNTIME_DIR", filepath.Join(os.Args[0], "1000"))
			return own(home)
		},
		"nobody can make one": func(t *testing.T, home string) string {
			t.Setenv("XDG_RUNTIME_DIR", "/proc/none/1000")
			return own(home)
		},
		"a file": func(t *testing.T, home string) string {
			t.Setenv("XDG_RUNTIME_DIR", filepath.Join(home, "file"))
			if err := os.WriteFile(filepath.Join(home, "file"), nil, 0o600); err != nil {
				t.Fatal(err)
			}
			return own(home)
		},
		"everybody can write": func(t *testing.T, home string) string {
			t.Setenv("XDG_RUNTIME_DIR", filepath.Join(home, "open"))
			if err := errors.Join(os.Mkdir(filepath.Join(home, "open"), 0o700),
				os.Chmod(filepath.Join(home, "open"), 0o777)); err != nil {
				t.Fatal(err)
			}
			return own(home)
		},
		"the cache is another user's": func(t *testing.T, home string) string {
			foreignFolder(t, own(home))
			return shortFolders(own(home))[0]
		},
		"both are": func(t *testing.T, home string) string {
			foreignFolder(t, own(home))
			foreignFolder(t, shortFolders(own(home))[0])
			return shortFolders(own(home))[1]
		},
		"a link in tmp": func(t *testing.T, home string) string {
			foreignFolder(t, own(home))
			short := shortFolders(own(home))
			if err := os.Symlink(home, short[0]); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { os.Remove(short[0]) })
			return short[1]
		},
	} {
		t.Run(name, func(t *testing.T) {
			want := prepare(t, homeIn(t))
			if got := socketOf(t); filepath.Dir(got) != want {
				t.Errorf("Socket = %s, want it in %s", got, want)
			}
		})
	}
}

// A client finds the agent where it is, also when what was in its way has gone.
func TestSocketStaysWhereItIs(t *testing.T) {
	home := homeIn(t)
	own := filepath.Join(home, ".cache/istratray/run")
	foreignFolder(t, own)
	socket := socketOf(t)
	t.Cleanup(func() { os.RemoveAll(filepath.Dir(socket)) })
	if err := os.MkdirAll(filepath.Dir(socket), 0o700); err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if err := os.Remove(own); err != nil {
		t.Fatal(err)
	}
	if got := socketOf(t); got != socket {
		t.Errorf("Socket = %s, was %s", got, socket)
	}
}

func TestSecure(t *testing.T) {
	home := homeIn(t)
	p, err := PlacesFor("")
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Secure(); err != nil {
		t.Fatalf("nothing is there yet: %v", err)
	}
	dirs := []string{p.ConfigDir, p.StateDir, filepath.Dir(p.StateDir), filepath.Dir(p.Socket)}
	for _, dir := range dirs {
		if err := errors.Join(os.MkdirAll(dir, 0o700), os.Chmod(dir, 0o777)); err != nil {
			t.Fatal(err)
		}
	}
	if err := p.Secure(); err != nil {
		t.Fatal(err)
	}
	for _, dir := range dirs {
		if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 {
			t.Errorf("%s: %v, %v", dir, info.Mode(), err)
		}
	}
	if info, err := os.Stat(home); err != nil || info.Mode().Perm()&0o700 != 0o700 {
		t.Errorf("home: %v, %v", info.Mode(), err)
	}
	foreignFolder(t, p.StateDir)
	if err := p.Secure(); !errors.As(err, new(*safefile.ForeignError)) {
		t.Errorf("another user's: %v", err)
	}
}

// What is no settings file is not waited for, and left where it is.
func TestLoadOfWhatIsNoFile(t *testing.T) {
	dir := t.TempDir()
	pipe, null := filepath.Join(dir, "pipe"), filepath.Join(dir, "null")
	if err := errors.Join(syscall.Mkfifo(pipe, 0o600), os.Symlink(os.DevNull, null)); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(pipe, Defaults()); err == nil {
		t.Error("a pipe was read")
	}
	if s, err := Load(null, Defaults()); err != nil || !reflect.DeepEqual(s, Defaults()) {
		t.Errorf("nothing: %+v, %v", s, err)
	}
	if err := Save(null, Defaults(), Defaults()); err != nil {
		t.Errorf("Save: %v", err)
	}
	for _, file := range []string{pipe, null} {
		if _, err := os.Lstat(file); err != nil {
			t.Error(err)
		}
	}
	if os.Getuid() != 0 {
		return
	}
	file := filepath.Join(dir, "settings.json")
	if err := errors.Join(os.WriteFile(file, []byte(`{"hook":["/bin/evil"]}`), 0o600),
		os.Chown(file, 12345, 12345)); err != nil {
		t.Fatal(err)
	}
	if s, err := Load(file, Defaults()); !errors.As(err, new(*safefile.ForeignError)) || len(s.Hook) != 0 {
		t.Errorf("another user's settings: %+v, %v", s, err)
	}
}

// Each start in a Flatpak has a runtime folder of its own: the socket is in the one that they share.
func TestAFlatpakHasOneSocket(t *testing.T) {
	base := homeIn(t)
	shared := filepath.Join(base, "app", "org.istratray.IstraTray")
	if err := os.MkdirAll(shared, 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("XDG_RUNTIME_DIR", base)
	for id, want := range map[string]string{"org.istratray.IstraTray": shared, "": base, "../..": base} {
		t.Setenv("FLATPAK_ID", id)
		if got, err := PlacesFor("work"); err != nil || got.Socket != filepath.Join(want, "istratray-work.sock") {
			t.Errorf("FLATPAK_ID=%s: %s, %v", id, got.Socket, err)
		}
	}
}
