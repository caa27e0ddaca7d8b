package control

import (
	"os"
	"slices"
	"testing"
)

func TestOriginIsTheSessionOfAnEnvironment(t *testing.T) {
	env := map[string]string{"DISPLAY": ":7", "XAUTHORITY": "/x", "XDG_ACTIVATION_TOKEN": "t", "HOME": "/h"}
	o := OriginOf(func(name string) string { return env[name] })
	if o != (Origin{Display: ":7", XAuthority: "/x", ActivationToken: "t"}) {
		t.Errorf("%+v", o)
	}
	got := o.Later().Environ([]string{"HOME=/h", "DISPLAY=:1", "WAYLAND_DISPLAY=wayland-0", "XDG_ACTIVATION_TOKEN=old"})
	if !slices.Equal(got, []string{"HOME=/h", "DISPLAY=:7", "XAUTHORITY=/x"}) {
		t.Errorf("%q", got)
	}
}

func TestSameScreen(t *testing.T) {
	both := Origin{Display: ":0", Wayland: "wayland-0", RuntimeDir: "/run/user/1"}
	for other, same := range map[Origin]bool{
		{Display: ":0"}: true, {Display: ":1"}: false, {Wayland: "wayland-0", RuntimeDir: "/run/user/1"}: true,
		{Wayland: "wayland-0", RuntimeDir: "/run/user/2"}: false, {}: false,
		{Display: ":1", Wayland: "wayland-1"}: false,
	} {
		if both.SameScreen(other) != same {
			t.Errorf("%+v: %v", other, !same)
		}
	}
}

func TestWhatIsGoodOnceLeavesTheEnvironment(t *testing.T) {
	t.Setenv("DISPLAY", ":7")
	t.Setenv("XDG_ACTIVATION_TOKEN", "token")
	t.Setenv("DESKTOP_STARTUP_ID", "startup")
	if o := TakeOrigin(); o.Display != ":7" || o.ActivationToken != "token" || o.StartupID != "startup" {
		t.Errorf("%+v", o)
	}
	if o := OriginOf(os.Getenv); o.Display != ":7" || o.ActivationToken != "" || o.StartupID != "" {
		t.Errorf("other programs inherit %+v", o)
	}
}
