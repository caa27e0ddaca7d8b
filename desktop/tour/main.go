// Tour shows the program at work to someone whose machine has no screen: it plays a short story with
// the built-in platform on a virtual desktop, tells what happens, and takes a picture of each step.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"time"

	"istratray/desktop/rig"
)

// patience is how long a step may take on a busy machine.
const patience = 30 * time.Second

func main() {
	program := flag.String("program", "./istratray", "the program to show")
	pictures := flag.String("pictures", "build/tour", "folder for the pictures; older ones in it are removed")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := tour(ctx, *program, *pictures); err != nil {
		fmt.Fprintln(os.Stderr, "tour:", err)
		os.Exit(1)
	}
}

func tour(ctx context.Context, program, pictures string) error {
	// The program is started with the desktop's home as its working folder.
	program, err := filepath.Abs(program)
	if err != nil {
		return err
	}
	if err := os.RemoveAll(pictures); err != nil {
		return err
	}
	err = rig.Script(ctx, "tour", func(t rig.T) {
		desk := rig.Start(t, rig.Options{Notify: rig.Dunst})
		story(t, desk, &album{desk: desk, folder: pictures}, program)
	})
	if err == nil {
		fmt.Printf("The pictures are in %s/.\n", pictures)
	}
	return err
}

// story is the main job: a voicemail arrives, is noticed, heard and answered.
func story(t rig.T, desk *rig.Desk, album *album, program string) {
	agent := desk.Spawn(program, "--demo", "--hidden")
	tray := desk.WaitTray("istratray", patience)
	tray.WaitTooltip("voicemail", patience)
	album.add("waiting", "The icon in the tray says what waits: %s.", tray.Tooltip())

	desk.WaitWindow("Dunst", patience)
	album.add("notification", "A voicemail arrives. A notification says who it is from; the tray says: %s.",
		tray.Tooltip())

	tray.ClickIcon(1)
	window := desk.WaitWindow("Istra Tray", patience)
	window.WaitText("Anna Keller", patience)
	album.add("window", "A click on the icon opens the window.")

	recording := desk.Record()
	window.ClickText("Play")
	recording.WaitSound(patience)
	rig.Rest(t, 2*time.Second) // a picture from the middle shows more
	album.add("playing", "Play: the voice comes out of the loudspeaker while the rest is still loading.")

	window.ClickTextBeside("Delete", "Call back")
	window.WaitText("Pick up", patience)
	album.add("calling", "Call back: the desk phone rings, and dials when it is picked up.")

	window.Close()
	desk.WaitNoWindow("Istra Tray", patience)
	album.add("closed", "The window is closed and costs nothing any more. The icon stays: %s.", tray.Tooltip())

	desk.Run(program, "quit")
	agent.Wait(patience)
}
