.PHONY: audit
audit: setup-build ## vulnerabilities, gosec, licences, staticcheck, golangci-lint, tidiness, a reproducible build (STEP=gosec for one)
	scripts/audit $(STEP)
