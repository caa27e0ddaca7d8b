package access

import (
	"reflect"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"istratray/app/window/lang"
	"istratray/app/window/parts"
)

// describe is what an object is. A field also has text.
func describe(o fyne.CanvasObject) (parts.Access, *Text) {
	switch o := o.(type) {
	case parts.Accessible:
		return o.Access(), nil
	case *fyne.Container:
		if a, ok := o.Layout.(parts.Accessible); ok {
			return a.Access(), nil
		}
	case *widget.Entry:
		return describeField(o, o)
	case interface{ Field() *widget.Entry }:
		return describeField(o.(fyne.CanvasObject), o.Field())
	}
	return describeWidget(o), nil
}

// describeWidget describes Fyne's own widgets.
func describeWidget(o fyne.CanvasObject) parts.Access {
	switch o := o.(type) {
	case *widget.Label:
		return parts.Access{Role: parts.RoleText, Name: o.Text}
	case *widget.Button:
		return parts.Access{Role: parts.RoleButton, Name: o.Text, Press: func() { o.Tapped(nil) }}
	case *widget.Hyperlink:
		return parts.Access{Role: parts.RoleButton, Name: o.Text, Press: func() { o.Tapped(nil) }}
	case *widget.Check:
		return parts.CheckAccess(o)
	case *widget.Select:
		return parts.SelectAccess(o)
	case *widget.Slider:
		return parts.SliderAccess(o)
	case *widget.PopUp:
		if modal(o) {
			return parts.Access{Role: parts.RoleDialog, State: parts.Modal, Children: []fyne.CanvasObject{o.Content}}
		}
		return parts.Access{Role: parts.RoleGroup, Children: []fyne.CanvasObject{o.Content}}
	case *widget.PopUpMenu:
		return parts.Access{Role: parts.RoleMenu, Name: lang.L("Menu"), Items: menuItems(o.Menu)}
	}
	return parts.Access{}
}

// What follows reads what Fyne has no function for. The tests fail when a Fyne has other fields.

// inside is what an overlay of a canvas holds: Fyne wraps it.
func inside(overlay fyne.CanvasObject) fyne.CanvasObject {
	if content, ok := field(overlay, "Content"); ok {
		if o, ok := content.Interface().(fyne.CanvasObject); ok && !isPopUp(overlay) {
			return o
		}
	}
	return overlay
}

func isPopUp(o fyne.CanvasObject) bool {
	_, ok := o.(*widget.PopUp)
	return ok
}

// modal reports whether nothing below a pop-up can be used.
func modal(o fyne.CanvasObject) bool {
	v, ok := field(o, "modal")
	return ok && v.Kind() == reflect.Bool && v.Bool()
}

// menuItems are the lines of a menu. The one that Return would choose has the focus.
func menuItems(menu *widget.Menu) []parts.AccessItem {
	var items []parts.AccessItem
	active, _ := field(menu, "activeItem")
	for _, o := range menu.Items {
		v, ok := field(o, "Item")
		if !ok {
			continue // a line between items
		}
		item, ok := v.Interface().(*fyne.MenuItem)
		tappable, can := o.(fyne.Tappable)
		if !ok || !can {
			continue
		}
		a := parts.Access{
			Role: parts.RoleItem, Name: item.Label, Key: item.Label, Press: func() {
				tappable.Tapped(&fyne.PointEvent{})
			},
			State:    parts.Checkable.When(item.Checked) | parts.Checked.When(item.Checked),
			Disabled: item.Disabled, Focused: active.IsValid() && active.Pointer() == reflect.ValueOf(o).Pointer(),
		}
		if hover, ok := o.(desktop.Hoverable); ok {
			a.Focus = func() { hover.MouseIn(nil) }
		}
		items = append(items, parts.AccessItem{At: o.Position(), Size: o.Size(), Access: a})
	}
	return items
}

// field is a field of the struct that an object is.
func field(o any, name string) (reflect.Value, bool) {
	v := reflect.Indirect(reflect.ValueOf(o))
	if v.Kind() != reflect.Struct {
		return v, false
	}
	f := v.FieldByName(name)
	return f, f.IsValid()
}
