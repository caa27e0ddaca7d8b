package rig

import (
	"errors"
	"fmt"
	"image"
	"image/color"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/godbus/dbus/v5"
)

const (
	watcherName = "org.kde.StatusNotifierWatcher"
	itemFace    = "org.kde.StatusNotifierItem"
)

var errNoItem = errors.New("no such tray item")

// TrayItem is an icon in the tray, seen over D-Bus as the tray's host sees it.
type TrayItem struct {
	ID   string
	d    *Desk
	name string
	obj  dbus.BusObject
}

// TrayItems are the items in the tray now.
func (d *Desk) TrayItems() []*TrayItem {
	d.t.Helper()
	items, err := d.trayItems()
	if err != nil {
		d.t.Fatalf("tray: %v", err)
	}
	return items
}

// WaitTray waits for the tray item with this ID.
func (d *Desk) WaitTray(id string, within time.Duration) *TrayItem {
	d.t.Helper()
	var item *TrayItem
	Eventually(d.t, within, fmt.Sprintf("tray item %q appears", id), func() (err error) {
		item, err = d.trayItem(id)
		return err
	})
	return item
}

// WaitNoTray waits until the item with this ID has left the tray.
func (d *Desk) WaitNoTray(id string, within time.Duration) {
	d.t.Helper()
	Eventually(d.t, within, fmt.Sprintf("tray item %q leaves", id), func() error {
		_, err := d.trayItem(id)
		if errors.Is(err, errNoItem) {
			return nil
		}
		return cmpErr(err, errors.New("still there"))
	})
}

func cmpErr(err, otherwise error) error {
	if err != nil {
		return err
	}
	return otherwise
}

func (d *Desk) trayItem(id string) (*TrayItem, error) {
	items, err := d.trayItems()
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(items, func(item *TrayItem) bool { return item.ID == id })
	if at < 0 {
		return nil, errNoItem
	}
	return items[at], nil
}

func (d *Desk) trayItems() ([]*TrayItem, error) {
	watcher := d.bus.Object(watcherName, "/StatusNotifierWatcher")
	v, err := watcher.GetProperty(watcherName + ".RegisteredStatusNotifierItems")
	if err != nil {
		return nil, err
	}
	var addresses []string
	if err := v.Store(&addresses); err != nil {
		return nil, err
	}
	var items []*TrayItem
	for _, address := range addresses {
		name, path, ok := strings.Cut(address, "/")
		if !ok {
			path = "StatusNotifierItem"
		}
		item := &TrayItem{d: d, name: name, obj: d.bus.Object(name, dbus.ObjectPath("/"+path))}
		if err := item.property("Id", &item.ID); err != nil {
			continue // it is leaving, or not quite there
		}
		items = append(items, item)
	}
	return items, nil
}

func (i *TrayItem) property(name string, into any) error {
	v, err := i.obj.GetProperty(itemFace + "." + name)
	if err != nil {
		return err
	}
	return v.Store(into)
}

func (i *TrayItem) mustProperty(name string, into any) {
	i.d.t.Helper()
	if err := i.property(name, into); err != nil {
		i.d.t.Fatalf("tray item %s: %s: %v", i.ID, name, err)
	}
}

// Title is the item's title.
func (i *TrayItem) Title() (title string) {
	i.d.t.Helper()
	i.mustProperty("Title", &title)
	return title
}

// Status is Passive, Active or NeedsAttention.
func (i *TrayItem) Status() (status string) {
	i.d.t.Helper()
	i.mustProperty("Status", &status)
	return status
}

// Tooltip is what the tray shows under the pointer: title and, where there is one, text below it.
func (i *TrayItem) Tooltip() string {
	i.d.t.Helper()
	var tip struct {
		IconName    string
		Icon        []pixmap
		Title, Text string
	}
	i.mustProperty("ToolTip", &tip)
	return strings.TrimSpace(tip.Title + "\n" + tip.Text)
}

// WaitTooltip waits until the tooltip contains text.
func (i *TrayItem) WaitTooltip(text string, within time.Duration) {
	i.d.t.Helper()
	Eventually(i.d.t, within, fmt.Sprintf("tooltip says %q", text), func() error {
		if tip := i.Tooltip(); !strings.Contains(tip, text) {
			return fmt.Errorf("it says %q", tip)
		}
		return nil
	})
}

type pixmap struct {
	Width, Height int32
	ARGB          []byte // network byte order
}

// Icon is the item's largest icon.
func (i *TrayItem) Icon() image.Image {
	i.d.t.Helper()
	var pixmaps []pixmap
	i.mustProperty("IconPixmap", &pixmaps)
	if len(pixmaps) == 0 {
		i.d.t.Fatalf("tray item %s has no icon", i.ID)
	}
	p := slices.MaxFunc(pixmaps, func(a, b pixmap) int { return int(a.Width - b.Width) })
	img := image.NewNRGBA(image.Rect(0, 0, int(p.Width), int(p.Height)))
	if len(p.ARGB) < len(img.Pix) {
		i.d.t.Fatalf("tray item %s: icon of %d bytes for %v", i.ID, len(p.ARGB), img.Rect)
	}
	for at := range len(img.Pix) / 4 {
		c := p.ARGB[4*at:]
		x, y := at%int(p.Width), at/int(p.Width)
		img.SetNRGBA(x, y, color.NRGBA{A: c[0], R: c[1], G: c[2], B: c[3]})
	}
	return img
}

// Activate is a left click on the icon, as the tray's host passes it on.
func (i *TrayItem) Activate() { i.d.t.Helper(); i.call("Activate") }

// Token is what a host with Wayland gives before a click, for the window that this is to bring to the front.
func (i *TrayItem) Token(token string) {
	i.d.t.Helper()
	if err := i.obj.Call(itemFace+".ProvideXdgActivationToken", 0, token).Err; err != nil {
		i.d.t.Fatalf("tray item %s: token: %v", i.ID, err)
	}
}

// SecondaryActivate is a middle click on the icon.
func (i *TrayItem) SecondaryActivate() { i.d.t.Helper(); i.call("SecondaryActivate") }

func (i *TrayItem) call(method string) {
	i.d.t.Helper()
	if err := i.obj.Call(itemFace+"."+method, 0, int32(0), int32(0)).Err; err != nil {
		i.d.t.Fatalf("tray item %s: %s: %v", i.ID, method, err)
	}
}

// ClickIcon clicks on the icon in the panel with the pointer, button 1 left, 3 right. It works for
// one item in the tray only: which icon is whose, the panel does not say.
func (i *TrayItem) ClickIcon(button int) {
	i.d.t.Helper()
	var ids []string
	Eventually(i.d.t, patience, "the panel's tray has a window", func() error {
		if ids = i.d.panelWindows(); len(ids) == 0 {
			return errNoWindow
		}
		return nil
	})
	icons := &Window{d: i.d, id: ids[len(ids)-1], title: "tray"}
	icons.xdotool("mousemove", "--window", icons.id, "12", "12", "click", strconv.Itoa(button))
}

// drawn is how long a panel may take to draw an icon after it has accepted it: until then a click goes nowhere.
const drawn = 3 * time.Second

// OpenMenu clicks on the icon in the panel with the right button, until there is a menu on the screen, which it
// returns. Escape closes it.
func (i *TrayItem) OpenMenu() *Window {
	i.d.t.Helper()
	before := i.d.panelWindows()
	menu := &Window{d: i.d, title: "menu"}
	var clicked time.Time
	Eventually(i.d.t, patience, "the menu opens", func() error {
		for _, id := range i.d.panelWindows() {
			if !slices.Contains(before, id) {
				menu.id = id
				return nil
			}
		}
		if time.Since(clicked) > drawn {
			_, _ = i.d.tool(nil, "xdotool", "key", "Escape") // one that has just opened would take the click
			i.ClickIcon(3)
			clicked = time.Now()
		}
		return errNoWindow
	})
	return menu
}

// panelWindows are those of the panel's tray, which runs in a process of its own.
func (d *Desk) panelWindows() []string {
	out, _ := d.tool(nil, "xdotool", "search", "--onlyvisible", "--class", "Wrapper-2.0") // it fails when there is none
	return strings.Fields(string(out))
}
