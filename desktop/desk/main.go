// Desk is the test rig's hands and eyes for people: it looks at and uses a virtual desktop that is up
// ('make desktop'), from a shell in it.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"time"

	"istratray/desktop/rig"
)

const usage = `usage, inside a virtual desktop:
  desk shot FILE.png [TITLE]        picture of the screen, or of the window with TITLE in its name
  desk read TITLE                   the text in a window
  desk click TITLE WORDS...         click where these words stand
  desk click TITLE X Y              click at window coordinates
  desk type TITLE TEXT              type into a window
  desk key TITLE KEY...             press keys, as in ctrl+f
  desk tray                         the items in the tray
  desk tray icon ID FILE.png        save an item's icon
  desk tray menu ID                 the labels of an item's menu
  desk tray click ID LABEL          click on a menu entry
  desk tray activate ID             left click on the icon
  desk notifications                be the notification daemon (DESK_NOTIFY=none), print what comes`

// soon is how long things are waited for that should be there already.
const soon = 5 * time.Second

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	dir, args := os.Getenv("DESK_DIR"), os.Args[1:]
	if dir == "" || len(args) == 0 {
		fmt.Fprintln(os.Stderr, usage)
		os.Exit(2)
	}
	err := rig.Script(ctx, "desk", func(t rig.T) { run(t, rig.Join(t, dir), args) })
	if err != nil {
		fmt.Fprintln(os.Stderr, "desk:", err)
		os.Exit(1)
	}
}

// verbs are the commands, each with the number of arguments that it can't do without.
var verbs = map[string]struct {
	needs int
	do    func(t rig.T, desk *rig.Desk, args []string)
}{
	"shot":          {1, shot},
	"read":          {1, func(_ rig.T, d *rig.Desk, args []string) { fmt.Println(d.WaitWindow(args[0], soon).Text()) }},
	"click":         {2, func(_ rig.T, d *rig.Desk, args []string) { click(d.WaitWindow(args[0], soon), args[1:]) }},
	"type":          {2, func(_ rig.T, d *rig.Desk, args []string) { d.WaitWindow(args[0], soon).Type(args[1]) }},
	"key":           {2, func(_ rig.T, d *rig.Desk, args []string) { d.WaitWindow(args[0], soon).Key(args[1:]...) }},
	"tray":          {0, tray},
	"notifications": {0, watch},
}

func run(t rig.T, desk *rig.Desk, args []string) {
	verb, known := verbs[args[0]]
	if !known || len(args)-1 < verb.needs {
		t.Fatalf("%s", usage)
	}
	verb.do(t, desk, args[1:])
}

func shot(_ rig.T, desk *rig.Desk, args []string) {
	if len(args) == 1 {
		desk.Screenshot(args[0])
		return
	}
	desk.WaitWindow(args[1], soon).Screenshot(args[0])
}

func click(window *rig.Window, at []string) {
	window.Focus()
	if len(at) == 2 {
		x, notX := strconv.Atoi(at[0])
		y, notY := strconv.Atoi(at[1])
		if notX == nil && notY == nil {
			window.Click(x, y)
			return
		}
	}
	window.ClickText(strings.Join(at, " "))
}

// watch prints each notification once as it comes and whenever it is replaced or closed.
func watch(t rig.T, desk *rig.Desk, _ []string) {
	daemon := rig.RecordNotifications(t, desk.Getenv("DBUS_SESSION_BUS_ADDRESS"))
	fmt.Println("waiting for notifications; Ctrl-C ends")
	printed := map[uint32]string{}
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for {
		for _, n := range daemon.All() {
			line := fmt.Sprintf("%d %s actions=%v closed=%t replaced=%d", n.ID, n, n.Actions, n.Closed, n.Replaced)
			if printed[n.ID] != line {
				fmt.Println(line)
			}
			printed[n.ID] = line
		}
		select {
		case <-tick.C:
		case <-t.Context().Done():
			return
		}
	}
}
