# What is handed out, and the proofs of it. The scripts do the work; see docs/releases.md.

.PHONY: package
package: setup-build setup-package ## everything that is handed out, into dist/: .deb, .rpm, .tar.gz, Windows .zip, sums, SBOM
	packaging/package

.PHONY: windows
windows: setup-build setup-package ## istratray.exe, compiled here
	packaging/compile windows istratray.exe

.PHONY: wine
wine: setup-desktop setup-package windows ## start istratray.exe under Wine on a virtual desktop: log and picture in build/wine/
	packaging/wine/run istratray.exe

.PHONY: package-check
package-check: ## install, run and purge the .deb on a bare Debian (root); its picture goes to build/package-check/
	@ls dist/*.deb >/dev/null 2>&1 || $(MAKE) package
	packaging/check

.PHONY: reproducible
reproducible: setup-build ## build binary and .deb in two folders: they must be the same to the byte
	packaging/reproducible

.PHONY: setup-package
setup-package:
	@packaging/setup
