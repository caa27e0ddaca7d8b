# What is handed out, and the proofs of it. The scripts do the work; see docs/releases.md.

.PHONY: package
package: setup-build setup-package ## all release files, into dist/: .deb, .rpm, .tar.gz, Windows .zip, sums, SBOM
	packaging/package

.PHONY: repo
repo: ## an apt repository in dist/repo, with the .deb in dist/ (REPO_KEY=… signs it)
	packaging/repo

.PHONY: appimage
appimage: setup-build ## the AppDir of an AppImage in build/appimage, and the AppImage in dist/ where appimagetool is installed
	packaging/appimage

.PHONY: repo-check
repo-check: ## install the .deb in dist/ from a repository on bare Debian 12, 13 and Ubuntu 24.04, and upgrade it there (root; SUITES=…)
	packaging/check-repo $(SUITES)

.PHONY: windows
windows: setup-build setup-package ## istratray.exe, compiled here
	packaging/compile windows istratray.exe

.PHONY: wine
wine: setup-desktop setup-package windows ## istratray.exe under Wine on a virtual desktop, from its installation to its removal: steps and pictures in build/wine/ (root)
	packaging/wine/run istratray.exe

# The tests of files for Windows, where there is a Wine for them already: 'make wine' makes it.
.PHONY: wine-tests
wine-tests:
	@if [ -d "$${WINE_ROOT:-/var/tmp/istratray-wine}" ] && [ "$$(id -u)" = 0 ]; then packaging/wine/run; else echo "wine-tests: left out, no Wine here"; fi

# What can be compiled for Windows without cgo: all but window and sound.
WINDOWS_PLAIN := ./app/agent ./app/autostart ./app/notify ./app/proxy ./app/seat ./app/settings ./app/support ./app/win32 ./istraclient ./tray

.PHONY: check-windows
check-windows: ## everything that can be checked for Windows here: vet, ARM64, the packages' installers, and 'make wine' with 20 starts
	for arch in amd64 arm64; do GOOS=windows GOARCH=$$arch CGO_ENABLED=0 go vet $(WINDOWS_PLAIN); done
	for arch in amd64 arm64; do GOOS=windows GOARCH=$$arch CGO_ENABLED=0 go build ./app/command $(WINDOWS_PLAIN); done
	packaging/windows/check
	TIMES=20 $(MAKE) wine

.PHONY: package-check
package-check: ## install, run and purge the .deb on a bare Debian (root); its picture goes to build/package-check/
	@ls dist/*.deb >/dev/null 2>&1 || $(MAKE) package
	packaging/check

.PHONY: reproducible
reproducible: setup-build ## build binary and .deb in two folders: they must be identical
	packaging/reproducible

.PHONY: setup-package
setup-package:
	@packaging/setup
