package main

import (
	"fmt"
	"image/png"
	"os"
	"strings"

	"istratray/desktop/rig"
)

func tray(t rig.T, desk *rig.Desk, args []string) {
	if len(args) == 0 {
		for _, item := range desk.TrayItems() {
			fmt.Printf("%s: %q, %s, tooltip %q\n", item.ID, item.Title(), item.Status(), item.Tooltip())
		}
		return
	}
	verb, args := args[0], args[1:]
	wants := map[string]int{"icon": 2, "menu": 1, "click": 2, "activate": 1}
	if want, ok := wants[verb]; !ok || len(args) < want {
		t.Fatalf("%s", usage)
	}
	item := desk.WaitTray(args[0], soon)
	switch verb {
	case "icon":
		saveIcon(t, item, args[1])
	case "menu":
		fmt.Println(strings.Join(item.Menu().Labels(), "\n"))
	case "click":
		item.ClickMenu(strings.Join(args[1:], " "))
	case "activate":
		item.Activate()
	}
}

func saveIcon(t rig.T, item *rig.TrayItem, file string) {
	f, err := os.Create(file)
	if err != nil {
		t.Fatalf("icon: %v", err)
	}
	if err := png.Encode(f, item.Icon()); err != nil {
		t.Fatalf("icon: %v", err)
	}
	if err := f.Close(); err != nil {
		t.Fatalf("icon: %v", err)
	}
}
