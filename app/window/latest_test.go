package window

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"istratray/app/window/desk"
	"istratray/player"
)

func TestLatestShowsTheLastOfSeveral(t *testing.T) {
	var posted []func()
	var shown []int
	l := latest[int]{post: func(f func()) { posted = append(posted, f) },
		show: func(v int) { shown = append(shown, v) }}
	l.put(1)
	l.put(2)
	l.put(3)
	if len(posted) != 1 {
		t.Fatalf("%d functions posted for values that nobody has seen yet", len(posted))
	}
	posted[0]()
	l.put(4)
	posted[1]()
	if want := []int{3, 4}; !slices.Equal(shown, want) {
		t.Errorf("shown %v, want %v", shown, want)
	}
}

// The window's first picture takes what has come before Fyne's turn, which then has nothing to show.
func TestLatestTakenEarlyIsNotShownAgain(t *testing.T) {
	var posted []func()
	var shown []int
	l := latest[int]{post: func(f func()) { posted = append(posted, f) },
		show: func(v int) { shown = append(shown, v) }}
	l.take() // nothing has come
	l.put(1)
	l.take()
	posted[0]()
	if want := []int{1}; !slices.Equal(shown, want) {
		t.Errorf("shown %v, want %v", shown, want)
	}
}

func TestPlaybackSaysTheProblemInWords(t *testing.T) {
	p := playback(player.State{ID: "v1", Phase: player.Failed, Length: 3 * time.Second,
		Err: &player.DeviceError{Err: os.ErrNotExist}})
	if p.Phase != desk.Failed || p.ID != "v1" || p.Length != 3*time.Second || p.Problem == "" {
		t.Errorf("%+v", p)
	}
	if p := playback(player.State{Phase: player.Idle}); p != (desk.Playback{}) {
		t.Errorf("nothing plays: %+v", p)
	}
}

func TestUserDir(t *testing.T) {
	file := filepath.Join(t.TempDir(), "user-dirs.dirs")
	text := "# comment\nXDG_DESKTOP_DIR=\"$HOME/Bureau\"\nXDG_DOWNLOAD_DIR=\"$HOME/Téléchargements\"\nXDG_MUSIC_DIR=\"nowhere\"\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"XDG_DOWNLOAD_DIR": "/home/anna/Téléchargements", "XDG_DESKTOP_DIR": "/home/anna/Bureau", "XDG_MUSIC_DIR": "",
		"XDG_VIDEOS_DIR": "",
	} {
		if got := userDir(file, name, "/home/anna"); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if got := userDir(file+".none", "XDG_DOWNLOAD_DIR", "/home/anna"); got != "" {
		t.Errorf("without a file: %q", got)
	}
}
