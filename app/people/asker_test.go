package people

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"istratray/app/numbers"
)

// anybody is a large directory that has everybody, and counts.
type anybody struct{ asked int }

func (*anybody) large() bool    { return true }
func (*anybody) pictured() bool { return false }
func (*anybody) hangUp()        {}

func (a *anybody) ask(_ context.Context, key string, _ *numbers.Book) ([]Person, error) {
	a.asked++
	return []Person{{Name: "Person " + key}}, nil
}

// More numbers than answers are kept don't drive each other out: they would be asked for ever.
func TestAnswersStayWhereThereAreTooMany(t *testing.T) {
	all, now := &anybody{}, time.Now()
	a := newAsker(all, func() {})
	look := func(at time.Time) {
		for i := range maxAnswers + 500 {
			a.known(fmt.Sprint(i), at)
			for key, ok := a.next(); ok; key, ok = a.next() {
				a.ask(t.Context(), key, nil, at)
			}
		}
	}
	look(now)
	look(now)
	if all.asked != maxAnswers || len(a.answers) != maxAnswers {
		t.Errorf("asked %d times, with %d answers", all.asked, len(a.answers))
	}
	a.resolve(t.Context(), "a caller", nil, now)
	if got := a.known("a caller", now); len(got) != 1 || len(a.answers) > maxAnswers {
		t.Errorf("a new caller is %v, with %d answers", got, len(a.answers))
	}
	a.resolve(t.Context(), "another", nil, now.Add(goodFor+time.Minute))
	if len(a.answers) != 1 {
		t.Errorf("%d answers are kept although they are old", len(a.answers))
	}
}

// failing is a directory that goes down after its first answer, between the people and their pictures.
type failing struct{ answered bool }

func (*failing) large() bool    { return false }
func (*failing) pictured() bool { return true }
func (*failing) hangUp()        {}

func (f *failing) ask(context.Context, string, *numbers.Book) ([]Person, error) {
	if f.answered {
		return []Person{{Name: "Anna"}}, errors.New("it has gone")
	}
	f.answered = true
	return []Person{{Name: "Anna", Picture: "anna.png"}}, nil
}

// A picture that was seen stays where the directory answers no more.
func TestAPictureStaysWithoutItsDirectory(t *testing.T) {
	a, now := newAsker(&failing{}, func() {}), time.Now()
	for range 2 {
		a.ask(t.Context(), "215", nil, now)
	}
	if got := a.pictureOf("Anna", "215", now); got != "anna.png" {
		t.Errorf("her picture is %q", got)
	}
}
