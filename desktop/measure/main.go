// Measure tells what the program costs: the agent's start, memory and wake-ups, the window's way to the
// screen; and, with soak, what hours of trouble do to it. It runs the real program on a virtual desktop,
// signed in to a simulated platform over TLS, and prints rows for docs/performance.md and
// docs/reliability.md.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

const patience = 30 * time.Second

var measurements = map[string]func(*bench){"agent": agent, "people": people, "window": window, "access": access,
	"burden": burden, "soak": soak, "pair": pair}

func main() {
	b := new(bench)
	flag.StringVar(&b.program, "program", "./istratray", "the program to measure")
	flag.IntVar(&b.times, "times", 15, "how many starts are timed")
	flag.DurationVar(&b.idle, "idle", 120*time.Second, "how long idleness is watched")
	flag.IntVar(&b.events, "events", 1000, "how many arrivals are timed, a second apart")
	flag.IntVar(&b.rare, "rare", 10, "how many arrivals are timed, each after a rest")
	flag.DurationVar(&b.soak, "for", 30*time.Minute, "how long the soak takes")
	flag.Uint64Var(&b.seed, "seed", uint64(time.Now().UnixNano())%1e6, "of the soak's troubles, to repeat one")
	flag.StringVar(&b.beside, "beside", "", "for pair: the programs to measure beside it, separated by commas")
	flag.Parse()
	measure, known := measurements[flag.Arg(0)]
	if !known {
		fmt.Fprintln(os.Stderr, "usage: measure [flags] agent|people|window|access|burden|soak|pair")
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	err := rig.Script(ctx, "measure", func(t rig.T) {
		b.begin(t, flag.Arg(0) == "soak")
		measure(b)
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, "measure:", err)
		os.Exit(1)
	}
}

// bench is a desktop, a platform, and the program to measure between them.
type bench struct {
	rig.T
	desk     *rig.Desk
	platform *istratest.Platform

	program, beside     string
	name                string // of a version, among several
	times, events, rare int
	idle, soak          time.Duration
	seed                uint64
}

// named is the platform's name where it is reached by a proxy: no program asks one for this computer.
const named = "istra.example"

func (b *bench) begin(t rig.T, proxied bool) {
	b.T = t
	var err error
	if b.program, err = filepath.Abs(b.program); err != nil {
		t.Fatalf("%v", err)
	}
	b.desk = rig.Start(t, rig.Options{})
	b.program = install(b, b.program)
	var opts istratest.Options
	if proxied {
		opts.Host = named
	}
	if b.platform, err = istratest.Start(opts); err != nil {
		t.Fatalf("platform: %v", err)
	}
	t.Cleanup(b.platform.Close)
	where(b)
}

// install makes a copy that the system has to read from the disk, as that of an installed program after
// the computer was started. A file just written is in memory in pieces of up to 2 MB, and whoever runs it
// seems to use all of it.
func install(b *bench, program string) string {
	installed := filepath.Join(b.desk.Dir, filepath.Base(program))
	for _, command := range [][]string{
		{"cp", program, installed},
		{"dd", "of=" + installed, "oflag=nocache", "conv=notrunc,fdatasync", "count=0"}, // out of the system's cache
	} {
		if p := b.desk.Run(command[0], command[1:]...); p.ExitCode() != 0 {
			b.Fatalf("%v: %s", command, p.Stderr())
		}
	}
	return installed
}

// signIn starts the agent for the first time, with that besides in its environment.
func (b *bench) signIn(environment ...string) *rig.Process {
	authority := filepath.Join(b.desk.Dir, "authority.pem")
	if err := os.WriteFile(authority, b.platform.CAPEM(), 0o600); err != nil {
		b.Fatalf("%v", err)
	}
	cmd := b.desk.Command(b.program, "--hidden", "--server", b.platform.URL(), "--login", b.platform.Login(),
		"--password-stdin", "--ca-file", authority)
	cmd.Env = append(cmd.Env, environment...)
	cmd.Stdin = strings.NewReader(b.platform.Password() + "\n")
	p := b.desk.Start(cmd)
	b.waitOnline()
	return p
}

func (b *bench) waitOnline() {
	rig.Eventually(b, patience, "the agent is online", func() error {
		status := b.desk.Run(b.program, "status", "--json")
		if !strings.Contains(status.Stdout(), `"online"`) {
			return fmt.Errorf("it says %s%s", status.Stdout(), status.Stderr())
		}
		return nil
	})
}

// quit ends the agent and returns how long that took.
func (b *bench) quit(p *rig.Process) time.Duration {
	began := time.Now()
	b.desk.Run(b.program, "quit")
	p.Wait(patience)
	return time.Since(began)
}

// where says what was measured on.
func where(b *bench) {
	load, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		b.Fatalf("%v", err)
	}
	minute, _, _ := strings.Cut(string(load), " ")
	fmt.Printf("%s, %d processors; load before it began: %s\n", strings.TrimSpace(b.desk.Run("uname", "-srm").Stdout()),
		runtime.NumCPU(), minute)
}
