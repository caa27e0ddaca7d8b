package command

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/recording"
	"istratray/app/seat"
	"istratray/app/settings"
	"istratray/app/slot"
	"istratray/app/words"
	"istratray/player"
)

// play plays a voicemail to its end, shows how far it is where a person looks on, and marks it
// read once it sounds.
func play(ctx context.Context, c *call) error {
	message, err := c.voicemail(ctx, c.args[0])
	if err != nil {
		return err
	}
	prefs, err := c.client.Settings(ctx)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	states := make(chan player.State, 1)
	others := seat.NewHush(func(context.Context) bool { return prefs.PauseOthers }, slog.New(slog.DiscardHandler))
	var desk *seat.MediaPlayer
	p := playerFor(prefs.Playback, func(s player.State) {
		others.Sounding(s.Phase == player.Playing)
		desk.Show(mediaOf(s))
		slot.Put(states, s)
	})
	desk = seat.NewMediaPlayer(remote{p, cancel}, nil, slog.New(slog.DiscardHandler))
	var ended sync.WaitGroup
	ended.Go(func() { desk.Run(ctx) })
	ended.Go(func() { _ = p.Run(ctx) })
	ended.Go(func() { others.Run(ctx) })
	p.Play(message.ID, recording.Source{Agent: c.client, ID: message.ID}, 0)
	err = c.follow(ctx, message, states)
	cancel()
	ended.Wait()
	return err
}

// playerFor is a player as the settings want it.
func playerFor(prefs settings.Playback, onState func(player.State)) *player.Player {
	p := player.New(player.Options{
		AppName:     "Istra Tray",
		Device:      prefs.Device,
		Speed:       prefs.Speed,
		SkipSilence: prefs.SkipSilence,
		Formats:     []player.Format{player.Format(prefs.Format)},
		OnState:     onState,
	})
	p.SetVolume(prefs.Volume) // 0 is silence, which Options can't say
	return p
}

// remote is the player in the hands of the desktop: to stop it is to end the command.
type remote struct {
	*player.Player
	stop func()
}

func (r remote) Stop() { r.stop() }

// follow shows a message's progress until it has ended.
func (c *call) follow(ctx context.Context, voicemail inbox.Voicemail, states <-chan player.State) error {
	line := newProgress(c.Stdout, oneLine(voicemail.Label), c.said())
	defer line.end()
	marked := voicemail.Read
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case s := <-states:
			line.show(s)
			if (s.Phase == player.Playing || s.Phase == player.Ended) && !marked {
				marked = true
				if err := c.client.SetRead(ctx, voicemail.ID, true); err != nil {
					said := message(err, c.Places)
					fmt.Fprintf(c.Stderr, "istratray: %s\n", oneLine(c.say("mark-failed")+" "+said))
				}
			}
			done, err := outcome(s)
			if done && err == nil && s.Err != nil {
				line.end()
				fmt.Fprintln(c.Stderr, "istratray: "+oneLine(playError(s.Err).Tell(Book(c.Places))))
			}
			if done {
				return err
			}
		}
	}
}

// outcome reports whether a state is the last one, and what came of it. A player that paused by
// itself waits for a person, whom a command has not. A message that is shorter than the list says has been
// played as far as it goes.
func outcome(s player.State) (done bool, err error) {
	switch {
	case s.Phase == player.Failed, s.Phase == player.Paused && s.Err != nil:
		return true, playError(s.Err)
	case s.Phase == player.Ended && s.Err != nil && !errors.As(s.Err, new(*player.MissingError)):
		return true, playError(s.Err)
	}
	return s.Phase == player.Ended, nil
}

// playError prefers the agent's words about why a sound could not be had to the player's, unless it came in one
// format and was no good: then it doesn't matter that there is no other.
func playError(err error) *control.Error {
	var e *control.Error
	switch {
	case !errors.As(err, &e), refuses(e) && player.CameDamaged(err):
		code, values := player.Reason(err)
		return control.NewError(control.Refused, words.Problem{Code: code, Values: values})
	case e.Problem == control.NoSound:
		none := control.NewError(e.Code, words.New("no-sound-at-all"))
		none.Problem = e.Problem
		return none
	}
	return e
}

// refuses reports whether an error is about one format only.
func refuses(e *control.Error) bool {
	return e.Code == control.Refused || e.Code == control.NotFound || e.Code == control.BadRequest
}

// say is a problem in the user's language.
func (c *call) say(code string, values ...string) string {
	return Book(c.Places).Tell(words.New(code, values...))
}

func (c *call) voicemail(ctx context.Context, id string) (inbox.Voicemail, error) {
	list, err := c.client.Voicemails(ctx, false)
	if err != nil {
		return inbox.Voicemail{}, err
	}
	at := slices.IndexFunc(list, func(v inbox.Voicemail) bool { return v.ID == id })
	if at < 0 {
		return inbox.Voicemail{}, control.NewError(control.NotFound, words.New("no-voicemail"))
	}
	return list[at], nil
}

// mediaOf is what media keys and the like are told. It says not who speaks: the screen may be locked by then.
func mediaOf(s player.State) seat.Media {
	switch s.Phase {
	case player.Loading, player.Playing, player.Paused:
		return seat.Media{ID: s.ID, Title: "Voicemail", Playing: s.Phase != player.Paused,
			Position: s.Position, Length: s.Length, Speed: s.Speed, Volume: s.Volume}
	}
	return seat.Media{}
}
