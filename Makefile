# 'make' alone lists what can be done.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-print-directory

# Everything is compiled with the same flags, so that one build warms the cache of the next.
RACE := -race -shuffle=on
PKG ?= ./...
MINUTES ?= 30
STATICCHECK := go tool -modfile=tools/go.mod staticcheck

VERSION := $(shell sed -n 's/^ *Version = "\(.*\)"/\1/p' FyneApp.toml)

# Windows and macOS always have a screen; elsewhere it has a name.
SCREEN := $(DISPLAY)$(WAYLAND_DISPLAY)$(filter Windows_NT,$(OS))$(filter Darwin,$(shell uname))

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: demo
ifneq ($(SCREEN),)
demo: setup-run build ## see it work without an account: on your screen, or in pictures where there is none
	./istratray --demo
else
demo: setup-run setup-desktop build tour
endif

.PHONY: test
test: setup unit rules drawn scenarios wine-tests ## set up, then all tests: packages with the race detector, then desktop scenarios

.PHONY: check
check: format vet lint unit rules drawn windows ## what must hold before a commit: formatting, vet, linters, import rules, unit tests, the Windows build

.PHONY: unit
unit: ## tests of all packages (PKG=./player/... for some)
	go test $(RACE) $(PKG)

.PHONY: rules
rules: ## house rules, and that all of it type-checks for Windows and macOS: slow with a race detector
	go test ./internal/rules

.PHONY: drawn
drawn: ## how the window's screens fit and look, in every width, theme and language: slow with a race detector
	go test -shuffle=on ./app/window/frame

.PHONY: scenarios
scenarios: ## what needs a desktop or a sound server, one after the other (RUN=Name for some, with their steps)
	go test $(RACE) -tags desktop -p 1 -count=1 -timeout 20m $(if $(RUN),-v -run '$(RUN)') ./desktop/rig ./app/window ./desktop/scenarios
	go test -tags desktop -count=1 -timeout 10m $(if $(RUN),-v -run '$(RUN)') ./player # its recordings are of real time: no race detector

.PHONY: sweep-store
sweep-store: ## flip 20,000 single bits of a store, and cut it short, with 1.5 GB of address space
	@mkdir -p build
	go test -c -o build/store.test ./app/store
	ulimit -v 1500000; STORE_SWEEP=20000 nice build/store.test -test.run '^TestSweep$$' -test.v -test.timeout 30m

.PHONY: golden
golden: ## draw the golden pictures of the window's screens anew (look at what changed before you commit)
	go test -count=1 -run Golden ./app/window/frame -update

.PHONY: contact-sheet
contact-sheet: ## draw every page in every width and theme (docs/pictures/contact-*.png)
	go test -count=1 -run TestContactSheet ./app/window/frame -args -sheet $(CURDIR)/docs/pictures

.PHONY: test-netns
test-netns: setup-test ## lost packets and a pulled cable, in a network namespace (root; needs iproute2)
	go test $(RACE) -tags 'desktop netns' -count=1 -v -run TestCableOfItsOwn ./desktop/scenarios

.PHONY: tour
tour: build ## play a short story on a virtual desktop, with pictures in build/tour/
	go run ./desktop/tour -program ./istratray -pictures build/tour

.PHONY: format
format: ## which files gofmt would change
	@files=$$(gofmt -l $$(git ls-files '*.go')); [ -z "$$files" ] || { echo "not formatted: $$files"; exit 1; }

.PHONY: vet
vet: ## go vet (for Windows and macOS, the unit tests type-check)
	go vet -tags desktop,netns ./...

.PHONY: lint
lint: ## staticcheck, and shellcheck where it is installed
	$(STATICCHECK) -tags desktop,netns ./...
	if command -v shellcheck >/dev/null; then shellcheck -x -P SCRIPTDIR $$(scripts/shell-scripts); fi

.PHONY: cover
cover: ## statement coverage of each package, and build/cover.html
	@mkdir -p build
	go test -shuffle=on -coverprofile=build/cover.out $(PKG)
	go tool cover -html=build/cover.out -o build/cover.html

.PHONY: bench
bench: bench-agent bench-people bench-burden bench-window bench-access bench-player ## all measurements below

.PHONY: bench-agent
bench-agent: setup-run setup-desktop build ## weight and speed of the agent: start, memory, wake-ups
	go run ./desktop/measure -program ./istratray agent

.PHONY: bench-burden
bench-burden: setup-run setup-desktop build ## a full mailbox on a slow platform, and answers that are bombs; fails beyond its limits
	go run ./desktop/measure -program ./istratray burden

.PHONY: bench-people
bench-people: setup-run setup-desktop setup-test build ## what an address book of 10,000 people, and a directory of 100,000, cost
	go run ./desktop/measure -program ./istratray people
	go test -run '^$$' -bench 'Who|CardDAV|Directory' -benchtime 20x ./app/people

.PHONY: bench-window
bench-window: setup-run setup-desktop build ## time from a click in the tray to the window; memory, scrolling and search with 100,000 calls
	go run ./desktop/measure -program ./istratray window
	go test -run '^$$' -bench . -benchtime 2s ./app/window/history ./app/window/frame

.PHONY: bench-access
bench-access: setup-run setup-desktop build ## what it costs that the window can be used by name: nobody does, somebody does, among 100,000 calls
	go run ./desktop/measure -program ./istratray access

.PHONY: bench-player
bench-player: setup-test ## first sound on a slow line, speed of the decoders
	go test -run '^$$' -bench . -benchtime 2s ./player/...

.PHONY: soak
soak: setup-run setup-desktop build ## every trouble in random order for MINUTES=30, ten at least: nothing lost, nothing twice, no growth (SEED=… again)
	go run ./desktop/measure -program ./istratray -for $(MINUTES)m $(if $(SEED),-seed $(SEED)) soak

.PHONY: fake
fake: ## a simulated platform to sign in to, with a page to control it
	go run ./istraclient/istratest/fake

.PHONY: desktops
desktops: build ## the program on other desktops in a root of Debian 13: GNOME, Plasma, LXQt, MATE, labwc, sway, tint2 and more (root; 4 GB)
	desktop/others/run $(DESKTOPS)

.PHONY: desktop
desktop: setup-desktop ## a virtual desktop to use by hand, in a shell
	@mkdir -p build/bin
	go build -o build/bin/desk ./desktop/desk
	@desktop/shell

.PHONY: desktop-down
desktop-down: ## end a virtual desktop that was left behind
	desktop/down

.PHONY: setup
setup: ## install the missing Debian packages for everything here
	@scripts/need-go
	@scripts/setup build run desktop test

.PHONY: setup-build setup-run setup-desktop setup-test
setup-build setup-run setup-desktop setup-test: setup-%:
	@scripts/setup $*

.PHONY: build
build: setup-build ## the program: ./istratray
	@scripts/need-go
	go build -trimpath -buildvcs=false -tags no_emoji -ldflags '-s -w -X main.version=$(VERSION)' -o istratray .

.PHONY: fresh
fresh: ## prove 'make demo' and 'make test' on a bare Debian (root; SUITE=trixie for another than bookworm)
	scripts/fresh $(if $(SUITE),-s $(SUITE))

include packaging/packaging.mk
include scripts/audit.mk

.PHONY: clean
clean: ## remove what was built
	rm -rf build dist istratray istratray.exe istratray.com
