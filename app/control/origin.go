package control

import (
	"os"
	"strings"
)

// Origin is the desktop session that a request comes from, as its environment names it, and what lets its
// windows come to the front there.
type Origin struct {
	Display         string `json:"display,omitempty"`         // DISPLAY
	Wayland         string `json:"waylandDisplay,omitempty"`  // WAYLAND_DISPLAY
	XAuthority      string `json:"xauthority,omitempty"`      // XAUTHORITY
	RuntimeDir      string `json:"runtimeDir,omitempty"`      // XDG_RUNTIME_DIR
	Bus             string `json:"sessionBus,omitempty"`      // DBUS_SESSION_BUS_ADDRESS
	Session         string `json:"session,omitempty"`         // XDG_SESSION_ID
	ActivationToken string `json:"activationToken,omitempty"` // XDG_ACTIVATION_TOKEN: good once
	StartupID       string `json:"startupID,omitempty"`       // DESKTOP_STARTUP_ID: good once
}

// originVariables are the environment variables behind an Origin's fields.
var originVariables = []struct {
	name  string
	field func(*Origin) *string
}{
	{"DISPLAY", func(o *Origin) *string { return &o.Display }},
	{"WAYLAND_DISPLAY", func(o *Origin) *string { return &o.Wayland }},
	{"XAUTHORITY", func(o *Origin) *string { return &o.XAuthority }},
	{"XDG_RUNTIME_DIR", func(o *Origin) *string { return &o.RuntimeDir }},
	{"DBUS_SESSION_BUS_ADDRESS", func(o *Origin) *string { return &o.Bus }},
	{"XDG_SESSION_ID", func(o *Origin) *string { return &o.Session }},
	{"XDG_ACTIVATION_TOKEN", func(o *Origin) *string { return &o.ActivationToken }},
	{"DESKTOP_STARTUP_ID", func(o *Origin) *string { return &o.StartupID }},
}

// OriginOf is the session that an environment names.
func OriginOf(getenv func(string) string) (o Origin) {
	for _, v := range originVariables {
		*v.field(&o) = getenv(v.name)
	}
	return o
}

// TakeOrigin is the session of this process. What is good once leaves the environment, which other programs inherit.
func TakeOrigin() Origin {
	o := OriginOf(os.Getenv)
	_, _ = os.Unsetenv("XDG_ACTIVATION_TOKEN"), os.Unsetenv("DESKTOP_STARTUP_ID")
	return o
}

// Environ is an environment (NAME=value) with the variables of this session in place of others.
func (o Origin) Environ(base []string) []string {
	var env []string
	for _, entry := range base {
		if name, _, _ := strings.Cut(entry, "="); !isOriginVariable(name) {
			env = append(env, entry)
		}
	}
	for _, v := range originVariables {
		if value := *v.field(&o); value != "" {
			env = append(env, v.name+"="+value)
		}
	}
	return env
}

func isOriginVariable(name string) bool {
	for _, v := range originVariables {
		if v.name == name {
			return true
		}
	}
	return false
}

// HasScreen reports whether a window can be opened there.
func (o Origin) HasScreen() bool { return o.Display != "" || o.Wayland != "" }

// SameScreen reports whether two windows would be on one screen. A terminal may know but one of its names.
func (o Origin) SameScreen(other Origin) bool {
	return o.Display != "" && o.Display == other.Display ||
		o.Wayland != "" && o.Wayland == other.Wayland && o.RuntimeDir == other.RuntimeDir ||
		!o.HasScreen() && !other.HasScreen()
}

// Later is the same session for requests to come: without what is good once.
func (o Origin) Later() Origin {
	o.ActivationToken, o.StartupID = "", ""
	return o
}

// StartRequest is what a second start of the program asks the agent that runs.
type StartRequest struct {
	From Origin `json:"from"`
}

// StartAnswer tells a second start what to do.
type StartAnswer struct {
	// TakeOver: the agent is ending, since it belonged to another session or was asked to. Be the agent.
	TakeOver bool `json:"takeOver"`
	// Account is what would be lost with the agent that ends: its account with the password, where no keyring keeps
	// that. Zero otherwise.
	Account SignInRequest `json:"account,omitzero"`
	// Left is the session of the agent that ends: where that goes on for longer than yours, the program returns to it.
	Left Origin `json:"left,omitzero"`
}
