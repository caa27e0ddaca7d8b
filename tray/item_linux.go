package tray

import (
	"image"

	"github.com/godbus/dbus/v5"
	"github.com/godbus/dbus/v5/introspect"
	"github.com/godbus/dbus/v5/prop"

	"istratray/app/bus"
)

// The item's names on the bus.
const (
	itemInterface = "org.kde.StatusNotifierItem"
	itemPath      = dbus.ObjectPath("/StatusNotifierItem")
	menuPath      = dbus.ObjectPath("/StatusNotifierItem/Menu")
	itemID        = "istratray"
)

// iconSizes are the sizes sent: the panel takes the one that fits, so that nothing is scaled.
var iconSizes = []int{16, 22, 24, 32, 44, 48, 64}

// item is our StatusNotifierItem on the bus: a host of the view.
type item struct {
	conn  *dbus.Conn
	props *itemValues
	menu  *menuObject
	drawn pictures
}

// pixmap is a picture as the protocol has it: ARGB, not premultiplied, in network byte order.
type pixmap struct {
	Width, Height int32
	Data          []byte
}

// drawing is a pixmap that is sent faster, as pixmaps.
type drawing struct {
	Width, Height int32
	Data          []uint32
}

var pixmaps = dbus.SignatureOf([]pixmap{})

type tooltip struct {
	IconName    string
	Icon        []pixmap
	Title, Text string
}

// pictures are icons as they are sent: the same ones come again and again, and there are few of them.
type pictures map[icon]dbus.Variant

func (p pictures) of(ic icon) dbus.Variant {
	drawn, known := p[ic]
	if !known {
		var sizes []drawing
		for _, size := range iconSizes {
			one := argb(drawIcon(ic, size, onAny))
			sizes = append(sizes, drawing{one.Width, one.Height, bus.Words(one.Data)})
		}
		drawn = dbus.MakeVariantWithSignature(sizes, pixmaps)
		p[ic] = drawn
	}
	return drawn
}

// newItem puts the item on the bus. choose is called with what the user does to it, look when the menu
// is about to be shown; drawn are pictures that are there already.
func newItem(conn *dbus.Conn, choose func(Intent), look func(), drawn pictures) (*item, error) {
	m, err := newMenuObject(conn, choose, look)
	if err != nil {
		return nil, err
	}
	if err := conn.Export(clicks{choose}, itemPath, itemInterface); err != nil {
		return nil, err
	}
	p := &itemValues{values: itemProperties()}
	if err := conn.Export(p, itemPath, "org.freedesktop.DBus.Properties"); err != nil {
		return nil, err
	}
	return &item{conn: conn, props: p, menu: m, drawn: drawn},
		describe(conn, itemPath, introspect.Interface{
			Name: itemInterface, Methods: introspect.Methods(clicks{}), Properties: p.introspection(),
			Signals: []introspect.Signal{{Name: "NewIcon"}, {Name: "NewToolTip"}, {Name: "NewTitle"},
				{Name: "NewStatus",
					Args: []introspect.Arg{{Name: "status", Type: "s"}}}},
		})
}

func itemProperties() map[string]dbus.Variant {
	props := map[string]dbus.Variant{}
	for name, value := range map[string]any{
		"Id": itemID, "Title": program, "Category": "Communications", "Status": "Active",
		"WindowId": int32(0), "ItemIsMenu": false, "Menu": menuPath,
		"IconName": "", "IconThemePath": "", "OverlayIconName": "", "AttentionIconName": "",
		"AttentionMovieName": "", "IconPixmap": []pixmap{}, "OverlayIconPixmap": []pixmap{},
		"AttentionIconPixmap": []pixmap{}, "ToolTip": tooltip{Icon: []pixmap{}}, "IconAccessibleDesc": "",
	} {
		props[name] = dbus.MakeVariant(value)
	}
	return props
}

// describe makes an object introspectable, for debuggers and picky hosts.
func describe(conn *dbus.Conn, path dbus.ObjectPath, iface introspect.Interface) error {
	node := &introspect.Node{Name: string(path), Interfaces: []introspect.Interface{
		introspect.IntrospectData, prop.IntrospectData, iface,
	}}
	return conn.Export(introspect.NewIntrospectable(node), path, "org.freedesktop.DBus.Introspectable")
}

// set changes a property and tells the host with the signal made for it.
func (it *item) set(name string, value dbus.Variant, signal string) {
	it.props.set(name, value)
	_ = it.conn.Emit(itemPath, itemInterface+"."+signal) // fails when the bus is gone: Run sees that
}

func (it *item) setIcon(ic icon) { it.set("IconPixmap", it.drawn.of(ic), "NewIcon") }

func (it *item) setTooltip(text string) {
	it.props.set("IconAccessibleDesc", dbus.MakeVariant(text))
	it.set("ToolTip", dbus.MakeVariant(tooltip{Icon: []pixmap{}, Title: text}), "NewToolTip")
}

func (it *item) setMenu(entries []entry) { it.menu.set(entries) }

// argb converts a picture.
func argb(img *image.RGBA) pixmap {
	size := img.Bounds().Size()
	p := pixmap{Width: int32(size.X), Height: int32(size.Y), Data: make([]byte, 0, len(img.Pix))}
	for y := range size.Y {
		for x := range size.X {
			r, g, b, a := straight(img, x, y)
			p.Data = append(p.Data, a, r, g, b)
		}
	}
	return p
}

// clicks are the methods that a host calls when the user does something to the icon.
type clicks struct{ choose func(Intent) }

// Activate is a click.
func (c clicks) Activate(x, y int32) *dbus.Error { c.choose(Open{}); return nil }

// SecondaryActivate is a click with the middle button.
func (c clicks) SecondaryActivate(x, y int32) *dbus.Error { c.choose(Open{}); return nil }

// ContextMenu is a click with the right button on hosts that can't show our menu.
func (c clicks) ContextMenu(x, y int32) *dbus.Error { c.choose(Open{}); return nil }

// ProvideXdgActivationToken comes before a click, with what lets a window come to the front. It is noted as it
// arrives: methods that are called one after the other may run the other way round.
func (c clicks) ProvideXdgActivationToken(token string) *dbus.Error { return nil }

// Scroll does nothing.
func (c clicks) Scroll(delta int32, orientation string) *dbus.Error { return nil }
