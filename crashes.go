package main

import (
	"log/slog"

	"istratray/app/crash"
)

// watchCrashes has a crash of this process written to file until done is called, and reports whether the
// last one crashed. Without room for the file there is no watch, which is no reason not to run.
func watchCrashes(file string, logger *slog.Logger) (crashed bool, done func()) {
	watch, crashed, err := crash.Begin(file)
	if err != nil {
		logger.Info("no watch for crashes", "err", err) // the log has said already that its folder is no place
		return crashed, func() {}
	}
	return crashed, func() {
		if err := watch.Close(); err != nil {
			logger.Warn("ending the watch for crashes", "err", err)
		}
	}
}
