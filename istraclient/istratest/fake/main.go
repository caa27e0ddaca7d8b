// Command fake runs the simulated Istra platform by hand: sign the program in to it, and push voicemails,
// missed calls and faults from a web page or with curl.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"istratray/istraclient/istratest"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "fake:", err)
		os.Exit(1)
	}
}

// flags are the command's own; the platform's go straight into its options.
type flags struct {
	control, caFile string
	demo, verbose   bool
}

// run runs the platform and its control page until ctx ends.
func run(ctx context.Context, args []string, out, errs io.Writer) error {
	opts, f, err := parse(args, errs)
	if err != nil {
		return err
	}
	if f.verbose {
		opts.Logger = slog.New(slog.NewTextHandler(errs, &slog.HandlerOptions{Level: slog.LevelDebug}))
	}
	start := istratest.Start
	if f.demo {
		start = istratest.Demo
	}
	platform, err := start(opts)
	if err != nil {
		return err
	}
	defer platform.Close()
	if f.caFile != "" {
		if err := os.WriteFile(f.caFile, platform.CAPEM(), 0o600); err != nil {
			return err
		}
	}
	listener, err := net.Listen("tcp", f.control)
	if err != nil {
		return err
	}
	fmt.Fprintln(out, welcome(platform, listener.Addr(), f.caFile))
	return serve(ctx, listener, newControl(platform))
}

func parse(args []string, errs io.Writer) (opts istratest.Options, f flags, err error) {
	set := flag.NewFlagSet("fake", flag.ContinueOnError)
	set.SetOutput(errs)
	set.StringVar(&opts.Addr, "addr", "127.0.0.1:8443", "address of the platform")
	set.StringVar(&f.control, "control", "127.0.0.1:8444", "address of the control page")
	set.StringVar(&opts.Login, "login", "demo", "the account's login")
	set.StringVar(&opts.Password, "password", "0000", "the account's password, digits only")
	set.StringVar(&f.caFile, "ca", "", "write the authority of the platform's certificate to this file, as PEM")
	set.BoolVar(&f.demo, "demo", true, "begin with a week of calls and messages, and let more arrive")
	set.BoolVar(&opts.AtRoot, "root", false, "serve the API at / instead of /restletrouter")
	set.BoolVar(&f.verbose, "v", false, "log every request")
	if err := set.Parse(args); err != nil {
		return opts, f, err
	}
	if set.NArg() > 0 {
		return opts, f, fmt.Errorf("unexpected argument %q", set.Arg(0))
	}
	return opts, f, nil
}

func welcome(p *istratest.Platform, control net.Addr, caFile string) string {
	trust := ""
	if caFile != "" {
		trust = " --ca-file " + quote(caFile)
	}
	return fmt.Sprintf("Simulated platform at %s\nControl page       at http://%s/\nSign in with:\n"+
		"  echo %s | istratray --profile fake --server %s --login %s --password-stdin%s",
		p.URL(), control, quote(p.Password()), quote(p.URL()), quote(p.Login()), trust)
}

// quote makes text one word for a shell.
func quote(text string) string {
	if text != "" && strings.Trim(text,
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@%+=:,./-_") == "" {
		return text
	}
	return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
}

// serve answers on the listener until ctx ends.
func serve(ctx context.Context, listener net.Listener, handler http.Handler) error {
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 5 * time.Second}
	stop := context.AfterFunc(ctx, func() { _ = server.Close() })
	defer stop()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
