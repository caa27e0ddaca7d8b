package support

import (
	"archive/zip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"istratray/app/settings"
)

// Bundle is what goes into the file.
type Bundle struct {
	Version  string
	Settings settings.Settings
	Status   any      // for JSON: what the running agent says of itself; nil = it doesn't run
	Texts    []string // logs and crash reports; those that are missing are left out
	Login    string   // taken out wherever it is found; "" = none
	Person   string   // the user's name, likewise
	Now      time.Time
}

// maxText bounds each text, bytes; the end of a longer one counts.
const maxText = 2 << 20

const readme = `This file was made by “istratray support”. It holds what helps to find a fault in Istra Tray:

about.json      version, system and desktop
status.json     what the program said of itself, if it was running
settings.json   the settings, without account and command
*.log, *.old    what the program wrote down lately
*.last, *.txt   what it said when it crashed

Passwords, logins, your name, cookies, tokens, certificates and telephone numbers were taken out. It was not sent
to anybody: that is up to you. Look into it before you do.
`

// Write writes the bundle as a zip file.
func (b Bundle) Write(w io.Writer) error {
	archive := zip.NewWriter(w)
	redactor := b.redactor()
	if err := b.add(archive, "README.txt", readme); err != nil {
		return err
	}
	if err := b.addFacts(archive, redactor); err != nil {
		return err
	}
	for _, file := range b.Texts {
		text, err := tail(file)
		if err != nil {
			continue // none was written, or it can't be read: the others count
		}
		if err := b.add(archive, filepath.Base(file), redactor.redact(text)); err != nil {
			return err
		}
	}
	if err := archive.Close(); err != nil {
		return fmt.Errorf("pack: %w", err)
	}
	return nil
}

// addFacts adds what the program knows, as JSON.
func (b Bundle) addFacts(archive *zip.Writer, redactor *redactor) error {
	for _, f := range []struct {
		name    string
		content any
	}{{"about.json", about(b.Version)}, {"status.json", b.Status}, {"settings.json", harmless(b.Settings)}} {
		text, err := json.MarshalIndent(f.content, "", "\t")
		if err != nil {
			return fmt.Errorf("pack %s: %w", f.name, err)
		}
		if err := b.add(archive, f.name, redactor.redact(string(text))+"\n"); err != nil {
			return err
		}
	}
	return nil
}

func (b Bundle) add(archive *zip.Writer, name, text string) error {
	w, err := archive.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: b.Now})
	if err == nil {
		_, err = io.WriteString(w, text)
	}
	if err != nil {
		return fmt.Errorf("pack %s: %w", name, err)
	}
	return nil
}

// redactor knows the login, also the part that says who someone is, and the home folder, whose name
// is someone's.
func (b Bundle) redactor() *redactor {
	secrets := []string{b.Person, b.Login, person(b.Login), b.Settings.Login, person(b.Settings.Login)}
	if home, err := os.UserHomeDir(); err == nil && len(home) > 1 {
		secrets = append(secrets, home)
	}
	return newRedactor(secrets...)
}

// tail is the end of a file, from the beginning of a line.
func tail(file string) (string, error) {
	f, err := os.OpenFile(file, os.O_RDONLY|syscall.O_NONBLOCK, 0) // not to wait for what a pipe may bring
	if err != nil {
		return "", err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return "", err
	}
	if !info.Mode().IsRegular() {
		return "", fmt.Errorf("%s is no file", file)
	}
	skip := max(0, info.Size()-maxText)
	text, err := io.ReadAll(io.NewSectionReader(f, skip, maxText))
	if skip > 0 {
		text = afterLine(text)
	}
	return string(text), err
}
