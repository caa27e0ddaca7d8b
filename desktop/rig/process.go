package rig

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Process is a program running in the desktop.
type Process struct {
	t     T
	cmd   *exec.Cmd
	log   string // what it writes goes to the files log.out and log.err
	ended chan struct{}
}

// Command prepares a program with the desktop's environment; set Stdin or extend Env before Start.
func (d *Desk) Command(program string, args ...string) *exec.Cmd {
	cmd := exec.Command(program, args...)
	cmd.Env = d.Env()
	cmd.Dir = d.Getenv("HOME")
	return cmd
}

// Start starts what Command prepared; the desktop's end is also its own.
func (d *Desk) Start(cmd *exec.Cmd) *Process {
	d.t.Helper()
	d.started++
	log := filepath.Join(d.Dir, "log", fmt.Sprintf("%d-%s", d.started, filepath.Base(cmd.Path)))
	p := &Process{t: d.t, cmd: cmd, log: log, ended: make(chan struct{})}
	// Files, not pipes: a pipe that the program's children still hold would delay the news of its end.
	stdout, stderr := d.create(log+".out"), d.create(log+".err")
	defer stdout.Close()
	defer stderr.Close()
	cmd.Stdout, cmd.Stderr = stdout, stderr
	ownSession(cmd)
	if err := cmd.Start(); err != nil {
		d.t.Fatalf("start %s: %v", cmd.Path, err)
	}
	go func() {
		_ = cmd.Wait() // its status is read from ProcessState
		close(p.ended)
	}()
	d.t.Cleanup(func() {
		d.keepEvidence()
		p.end()
	})
	// For desktop/down, should this test process not live to clean up.
	note := d.create(filepath.Join(d.Dir, "pid", fmt.Sprintf("program.%d", p.PID())))
	defer note.Close()
	fmt.Fprintln(note, p.PID())
	return p
}

func (d *Desk) create(file string) *os.File {
	d.t.Helper()
	f, err := os.OpenFile(file, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		d.t.Fatalf("note of a process: %v", err)
	}
	return f
}

// Spawn starts a program in the desktop.
func (d *Desk) Spawn(program string, args ...string) *Process {
	d.t.Helper()
	return d.Start(d.Command(program, args...))
}

// PID is the process ID.
func (p *Process) PID() int { return p.cmd.Process.Pid }

// Stdout is what the program has written to standard output so far.
func (p *Process) Stdout() string { return p.read(".out") }

// Stderr is what the program has written to standard error so far.
func (p *Process) Stderr() string { return p.read(".err") }

// Alive reports whether the program still runs.
func (p *Process) Alive() bool {
	select {
	case <-p.ended:
		return false
	default:
		return true
	}
}

// Wait waits for the program's end and returns its exit code, -1 when a signal ended it.
func (p *Process) Wait(within time.Duration) int {
	p.t.Helper()
	Eventually(p.t, within, p.cmd.Path+" ends", func() error {
		if p.Alive() {
			return fmt.Errorf("still running; it said: %s", tail(p.Stderr()))
		}
		return nil
	})
	return p.ExitCode()
}

// ExitCode is the exit code of a program that has ended, -1 when a signal ended it.
func (p *Process) ExitCode() int { return p.cmd.ProcessState.ExitCode() }

// Signal sends the program a signal.
func (p *Process) Signal(sig os.Signal) {
	p.t.Helper()
	if err := p.cmd.Process.Signal(sig); err != nil {
		p.t.Fatalf("signal %v to %s: %v", sig, p.cmd.Path, err)
	}
}

// Kill ends the program at once, as a power cut does, and waits for its end.
func (p *Process) Kill() {
	_ = p.cmd.Process.Kill() // it may have ended just now
	<-p.ended
}

// WaitStderr waits until standard error contains text.
func (p *Process) WaitStderr(text string, within time.Duration) {
	p.t.Helper()
	Eventually(p.t, within, fmt.Sprintf("%s says %q", p.cmd.Path, text), func() error {
		if said := p.Stderr(); !strings.Contains(said, text) {
			return fmt.Errorf("it said: %s", tail(said))
		}
		return nil
	})
}

// Children are the process IDs of the program's own running children.
func (p *Process) Children() []int {
	var pids []int
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, stat := range stats {
		b, err := os.ReadFile(stat)
		if err != nil {
			continue // it ended in the meantime
		}
		// "PID (NAME) STATE PPID …", and NAME may hold anything.
		fields := strings.Fields(string(b[bytes.LastIndexByte(b, ')')+1:]))
		if len(fields) > 1 && fields[0] != "Z" && fields[1] == strconv.Itoa(p.PID()) {
			pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(stat)))
			pids = append(pids, pid)
		}
	}
	return pids
}

// end is the clean-up: politely first.
func (p *Process) end() {
	if !p.Alive() {
		return
	}
	_ = p.cmd.Process.Signal(syscall.SIGTERM)
	select {
	case <-p.ended:
	case <-time.After(5 * time.Second):
		_ = p.cmd.Process.Kill()
		<-p.ended
	}
}

func tail(text string) string {
	const most = 2000
	return text[max(0, len(text)-most):]
}

func (p *Process) read(suffix string) string {
	p.t.Helper()
	b, err := os.ReadFile(p.log + suffix)
	if err != nil {
		p.t.Fatalf("output of %s: %v", p.cmd.Path, err)
	}
	return string(b)
}
