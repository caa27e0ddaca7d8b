package command

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"istratray/app/control"
	"istratray/app/plain"
	"istratray/app/safefile"
	"istratray/app/words"
)

// subcommand is one of those of `istratray contacts`.
type subcommand struct {
	flags    []string
	min, max int // arguments after its name
	words    string
	run      func(context.Context, *call) error
}

const addWords = "vcard PATH | carddav URL | ldap URL --base DN | system"

var contactCommands = map[string]subcommand{
	"":       {[]string{"json"}, 0, 0, "", listBooks},
	"lookup": {[]string{"json"}, 1, 20, "NUMBER", lookup},
	"add":    {[]string{"name", "login", "password-stdin", "base", "filter", "trust-key"}, 1, 2, addWords, addBook},
	"remove": {nil, 1, 1, "NAME", func(ctx context.Context,
		c *call) error {
		return c.client.RemoveContacts(ctx, c.args[0])
	}},
	"sync":   {[]string{"json"}, 0, 1, "[NAME]", syncBooks},
	"rename": {nil, 1, 200, "NUMBER [NAME]", renameCaller},
	"export": {nil, 0, 1, "[FILE]", exportOwn},
	"import": {nil, 1, 1, "FILE", importOwn},
}

// contacts is about address books and who is in them.
func contacts(ctx context.Context, c *call) error {
	name := ""
	if len(c.args) > 0 {
		name, c.args = c.args[0], c.args[1:]
	}
	sub, ok := contactCommands[name]
	if !ok {
		return usagef("contacts can't %q", name)
	}
	for flag := range c.flags {
		if !slices.Contains(sub.flags, flag) {
			return usagef("contacts %s can't be called with --%s", name, flag)
		}
	}
	if len(c.args) < sub.min || len(c.args) > sub.max {
		return usagef("call it like this: istratray contacts %s", strings.TrimSpace(name+" "+sub.words))
	}
	return sub.run(ctx, c)
}

func listBooks(ctx context.Context, c *call) error {
	books, err := c.client.Contacts(ctx)
	if err != nil {
		return err
	}
	return writeBooks(c, books)
}

func writeBooks(c *call, books []control.ContactBook) error {
	if c.has("json") {
		return writeJSON(c.Stdout, books)
	}
	var rows [][]string
	for _, b := range books {
		read := c.said().Say("never read")
		if !b.Updated.IsZero() {
			read = c.ago(time.Since(b.Updated.Time))
		}
		rows = append(rows, []string{oneLine(b.Name), b.Kind, c.peopleIn(b), read,
			oneLine(control.Tell(c.said(), b.Reason, b.Problem))})
	}
	return writeTable(c.Stdout, rows)
}

func (c *call) peopleIn(b control.ContactBook) string {
	if b.Asked {
		return c.said().Say("asked number by number")
	}
	return c.said().Count(b.People, "{{.count}} people")
}

// number is what the arguments say, which may be typed in groups.
func number(args []string) string { return strings.Join(args, " ") }

func lookup(ctx context.Context, c *call) error {
	p, err := c.client.Lookup(ctx, number(c.args))
	if err != nil {
		return err
	}
	if c.has("json") {
		return writeJSON(c.Stdout, p)
	}
	var rows [][]string
	row := func(name, value string) {
		if value = oneLine(value); value != "" {
			rows = append(rows, []string{name, value})
		}
	}
	row(c.said().Say("Name:"), p.Name)
	row(c.said().Say("Company:"), p.Company)
	row(c.said().Say("Numbers:"), strings.Join(p.Numbers, ", "))
	row(c.said().Say("Note:"), p.Note)
	if p.VIP {
		row(c.said().Say("VIP:"), c.said().Say("yes"))
	}
	if p.Muted {
		row(c.said().Say("Muted:"), c.said().Say("yes"))
	}
	row(c.said().Say("From:"), p.Source)
	return writeTable(c.Stdout, rows)
}

// addBook fails where the book can't be read, though it is kept: it may come back.
func addBook(ctx context.Context, c *call) error {
	req, err := c.bookRequest()
	if err != nil {
		return err
	}
	if c.has("password-stdin") {
		if req.Password, err = firstLine(c.Stdin); err != nil {
			return err
		}
	}
	book, err := c.client.AddContacts(ctx, req)
	if err != nil {
		return err
	}
	if book.Problem != "" && book.ProblemCode != tooMany {
		return unreadBook(book)
	}
	c.printf("%s: %s\n", oneLine(book.Name), c.peopleIn(book))
	if book.Problem != "" {
		fmt.Fprintln(c.Stderr, "istratray: "+oneLine(control.Tell(c.said(), book.Reason, book.Problem)))
	}
	return nil
}

// tooMany is the class of a problem with which an address book has been read, but for some of its people.
const tooMany = "too-many"

// unreadBook says that an address book was added, and why it can't be read.
func unreadBook(b control.ContactBook) error {
	why := control.ProblemOf(b.Reason).Behind("contacts-added")
	if why.Values == nil {
		why.Values = map[string]string{}
	}
	why.Values["name"] = b.Name
	return control.NewError(control.Refused, why)
}

func (c *call) bookRequest() (control.ContactsRequest, error) {
	req := control.ContactsRequest{Kind: c.args[0], Name: c.flags["name"], Login: c.flags["login"],
		Base:   c.flags["base"],
		Filter: c.flags["filter"], TrustKey: c.flags["trust-key"]}
	place := ""
	if len(c.args) > 1 {
		place = c.args[1]
	}
	if c.has("password-stdin") && req.Login == "" {
		return req, usagef("--password-stdin needs --login")
	}
	switch {
	case req.Kind == "system" && place == "":
		return req, nil
	case req.Kind == "vcard" && place != "":
		path, err := filepath.Abs(place)
		req.Path = path
		return req, err
	case (req.Kind == "carddav" || req.Kind == "ldap") && place != "":
		req.URL = place
		return req, nil
	}
	return req, usagef("call it like this: istratray contacts add %s", addWords)
}

// firstLine is a password from standard input.
func firstLine(in io.Reader) (string, error) {
	line, err := bufio.NewReader(io.LimitReader(in, 1024)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", control.NewError(control.Refused, words.New("input-unreadable", "error", err.Error()))
	}
	if line = strings.TrimRight(line, "\r\n"); line == "" {
		return "", usagef("standard input holds no password: --password-stdin reads its first line")
	}
	return line, nil
}

// syncBooks succeeds when all have been read, whatever came of it: the list says so.
func syncBooks(ctx context.Context, c *call) error {
	books, err := c.client.SyncContacts(ctx, number(c.args))
	if err != nil {
		return err
	}
	return writeBooks(c, books)
}

func renameCaller(ctx context.Context, c *call) error {
	name := strings.Join(c.args[1:], " ")
	return c.client.SetPerson(ctx, c.args[0], control.PersonRequest{Name: &name})
}

// exportOwn writes vCards with what the user said about callers.
func exportOwn(ctx context.Context, c *call) error {
	file, err := c.file(0, "-")
	if err != nil {
		return err
	}
	var said *control.Error // the agent's own words
	fill := func(w io.Writer) error {
		err := c.client.ExportContacts(ctx, w)
		_ = errors.As(err, &said)
		return err
	}
	if isStdout(file) {
		err = written(0, fill(c.Stdout))
	} else if err = safefile.WriteNamed(ctx, file, 0o600, fill); err != nil {
		err = notSaved(ctx, err)
	}
	if said != nil {
		return said
	}
	return err
}

func importOwn(ctx context.Context, c *call) error {
	cards, err := readCards(c)
	if err != nil {
		return err
	}
	n, err := c.client.ImportContacts(ctx, bytes.NewReader(cards))
	if err == nil {
		c.printf("%s\n", c.said().Count(n, "{{.count}} read"))
	}
	return err
}

func readCards(c *call) ([]byte, error) {
	if _, err := c.file(0, ""); err != nil {
		return nil, err
	}
	in := c.Stdin
	if c.args[0] != "-" {
		file, err := os.Open(c.args[0])
		if err != nil {
			return nil, control.NewError(control.Refused, words.New("input-unreadable", "error", err.Error()))
		}
		defer file.Close()
		in = file
	}
	cards, err := io.ReadAll(io.LimitReader(in, control.MostCards+1)) // what is longer is refused
	if err != nil {
		return nil, control.NewError(control.Refused, words.New("input-unreadable", "error", err.Error()))
	}
	return cards, nil
}

// note shows what the user noted about a caller, or notes it; "" forgets it.
func note(ctx context.Context, c *call) error {
	if len(c.args) > 1 {
		text := strings.Join(c.args[1:], " ")
		return c.client.SetPerson(ctx, c.args[0], control.PersonRequest{Note: &text})
	}
	p, err := c.client.Lookup(ctx, c.args[0])
	if control.CodeOf(err) == control.NotFound || err == nil && p.Note == "" {
		return nil
	}
	if err == nil {
		for line := range strings.Lines(p.Note) {
			c.printf("%s\n", plain.Line(line, 0)) // whole, however long it is
		}
	}
	return err
}

func vip(ctx context.Context, c *call) error {
	on, err := c.onOrOff()
	if err != nil {
		return err
	}
	return c.client.SetPerson(ctx, number(c.args[:len(c.args)-1]), control.PersonRequest{VIP: &on})
}

func mute(ctx context.Context, c *call) error {
	on, err := c.onOrOff()
	if err != nil {
		return err
	}
	return c.client.SetPerson(ctx, number(c.args[:len(c.args)-1]), control.PersonRequest{Muted: &on})
}

func favourite(ctx context.Context, c *call) error {
	on, err := c.onOrOff()
	if err != nil {
		return err
	}
	return c.client.SetPerson(ctx, number(c.args[:len(c.args)-1]), control.PersonRequest{Favourite: &on})
}

// onOrOff is the last argument.
func (c *call) onOrOff() (bool, error) {
	switch last := c.args[len(c.args)-1]; last {
	case "on":
		return true, nil
	case "off":
		return false, nil
	default:
		return false, usagef("it is on or off, not %q", last)
	}
}
