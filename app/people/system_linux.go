package people

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/godbus/dbus/v5"

	"istratray/app/bus"
)

// The names of Evolution Data Server on the bus end in a version that grows with it.
const (
	edsSources   = "org.gnome.evolution.dataserver.Sources"
	edsBooks     = "org.gnome.evolution.dataserver.AddressBook"
	edsSource    = "org.gnome.evolution.dataserver.Source"
	edsManager   = dbus.ObjectPath("/org/gnome/evolution/dataserver/SourceManager")
	edsFactory   = dbus.ObjectPath("/org/gnome/evolution/dataserver/AddressBookFactory")
	edsInterface = "org.gnome.evolution.dataserver.AddressBook"
)

// everyone is EDS's own query for all cards.
const everybody = `(contains "x-evolution-any-field" "")`

const (
	systemPause = 10 * time.Minute
	systemLimit = 30 * time.Second // for one call
)

// system is the desktop's own address book: Evolution Data Server, over D-Bus.
type system struct{ cache cache }

func newSystem(c cache) source { return &system{c} }

func (s *system) pause() time.Duration { return systemPause }

func (s *system) read(ctx context.Context, report progress) ([]Person, bool, error) {
	conn, err := bus.Connect(ctx)
	if err != nil {
		return nil, false, &Problem{Code: NoService, Err: err}
	}
	defer conn.Close()
	eds, err := findEDS(ctx, conn)
	if err != nil {
		return nil, false, err
	}
	uids, err := eds.books(ctx)
	if err != nil {
		return nil, false, err
	}
	var people []Person
	if eds.album = s.cache.album(); eds.album != nil {
		eds.album.folders = edsFolders()
	}
	for i, uid := range uids {
		var failed error
		people, failed = eds.read(ctx, uid, people)
		err = errors.Join(err, failed) // one that is offline hides its own people only
		report(i+1, len(uids))
	}
	if err != nil && !errors.Is(err, errTooMany) {
		err = &Problem{Code: ServerError, Err: err}
	}
	return people, err == nil || len(people) > 0, err
}

// edsFolders are where the service keeps pictures of cards as files.
func edsFolders() []string {
	home, _ := os.UserHomeDir()
	var all []string
	for variable, usual := range map[string]string{"XDG_DATA_HOME": ".local/share", "XDG_CACHE_HOME": ".cache"} {
		root := os.Getenv(variable)
		if !filepath.IsAbs(root) {
			root = filepath.Join(home, usual)
		}
		all = append(all, filepath.Join(root, "evolution", "addressbook"))
	}
	return all
}

// edsService is the service in the version that is there.
type edsService struct {
	conn             *dbus.Conn
	sources, factory string
	album            *pictures
}

// findEDS looks for the newest version of the service, running or to be started by the bus.
func findEDS(ctx context.Context, conn *dbus.Conn) (*edsService, error) {
	var names []string
	for _, method := range []string{"ListNames", "ListActivatableNames"} {
		var some []string
		if err := call(ctx, conn.BusObject(), bus.Name+"."+method).Store(&some); err != nil {
			return nil, err
		}
		names = append(names, some...)
	}
	s := &edsService{conn: conn, sources: newest(names, edsSources), factory: newest(names, edsBooks)}
	if s.sources == "" || s.factory == "" {
		return nil, &Problem{Code: NoService}
	}
	return s, nil
}

// newest is the name with the highest version.
func newest(names []string, prefix string) string {
	best, version := "", -1
	for _, name := range names {
		rest, ok := strings.CutPrefix(name, prefix)
		if n, err := strconv.Atoi(rest); ok && err == nil && n > version {
			best, version = name, n
		}
	}
	return best
}

func call(ctx context.Context, o dbus.BusObject, method string, args ...any) *dbus.Call {
	ctx, cancel := context.WithTimeout(ctx, systemLimit)
	defer cancel()
	return o.CallWithContext(ctx, method, 0, args...)
}

// books are the UIDs of the address books that are switched on.
func (s *edsService) books(ctx context.Context) ([]string, error) {
	var objects map[dbus.ObjectPath]map[string]map[string]dbus.Variant
	err := call(ctx, s.conn.Object(s.sources, edsManager),
		"org.freedesktop.DBus.ObjectManager.GetManagedObjects").Store(&objects)
	if err != nil {
		return nil, &Problem{Code: NoService, Err: err}
	}
	var uids []string
	for _, interfaces := range objects {
		props := interfaces[edsSource]
		uid, _ := props["UID"].Value().(string)
		data, _ := props["Data"].Value().(string)
		if uid != "" && strings.Contains(data, "[Address Book]") && !strings.Contains(data, "\nEnabled=false") {
			uids = append(uids, uid)
		}
	}
	slices.Sort(uids)
	return uids[:min(len(uids), maxBooks)], nil
}

// read adds the people of one book.
func (s *edsService) read(ctx context.Context, uid string, people []Person) ([]Person, error) {
	var path, name string
	factory := s.conn.Object(s.factory, edsFactory)
	if err := call(ctx, factory, edsInterface+"Factory.OpenAddressBook", uid).Store(&path, &name); err != nil {
		return people, err
	}
	if !dbus.ObjectPath(path).IsValid() {
		return people, errors.New("the service names no object")
	}
	book := s.conn.Object(name, dbus.ObjectPath(path))
	if err := call(ctx, book, edsInterface+".Open").Err; err != nil {
		return people, err
	}
	defer call(ctx, book, edsInterface+".Close")
	var cards []string
	if err := call(ctx, book, edsInterface+".GetContactList", everybody).Store(&cards); err != nil {
		return people, err
	}
	for _, text := range cards {
		p := personOf(text, s.album)
		switch {
		case len(p.Numbers) == 0:
		case len(people) >= maxPeople:
			return people, errTooMany
		default:
			people = append(people, p)
		}
	}
	return people, nil
}
