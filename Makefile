# Porchlight. The two commands: `make run` opens the program, `make test` checks everything.
# Both install what they need first and say so.

.DEFAULT_GOAL := build
.PHONY: run build test unit fuzz whole lint bench bench-go soak screenshots needs-build needs-test clean
.PHONY: package-linux package-windows package-darwin build-headless needs-package needs-windows
.PHONY: sbom checksums icons licences

# One set of flags for everything that is compiled, the packages' too, so that nothing is compiled a second time.
export GOFLAGS := $(strip $(filter-out -trimpath,$(shell go env GOFLAGS 2>/dev/null)) -trimpath)
export CGO_CFLAGS := $(shell packaging/cflags compile)
export CGO_LDFLAGS := $(shell packaging/cflags link)

program := build/porchlight
lint    := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
actions := github.com/rhysd/actionlint/cmd/actionlint@v1.7.12

# Packages without a window: they build for every system without a C compiler.
core := ./internal/client/... ./internal/crash/... ./internal/door/... ./internal/firewall/... ./internal/ports/... ./internal/game/... ./internal/host/... ./internal/journal/... ./internal/keep/... \
        ./internal/lan/... ./internal/logfile/... ./internal/spelling/... ./internal/terminal/... ./internal/wire/... ./assets/...

# What has fuzz targets and needs no window; of the program itself, its command line.
fuzzed := $(core) ./app
FUZZ   := 10m

run: build ## open the program
	./$(program)

build: needs-build ## leave the program at build/porchlight
	go build -o $(program) ./app

test: needs-test unit whole lint ## check everything
	.ci/fuzz 5000x $(fuzzed)

unit: ## the tests of every package, with the race detector where it is cheap; the window on Fyne's test driver
	go test -race $(core) ./app/...
	go test -timeout 20m ./internal/ui/...

fuzz: needs-test ## feed the fuzz targets for long; FUZZ=1h is how long each
	.ci/fuzz $(FUZZ) $(fuzzed) ./internal/ui

whole: ## the built program: real sockets, a real window, real networks; one package at a time, since they measure waiting; and without its window
	go test -race -count=1 -p 1 -timeout 30m ./test/...
	go test -race -count=1 -timeout 10m ./test -headless

lint: ## the linters, words, links, workflows, and go vet of the program without its window for the three systems
	for os in linux windows darwin; do CGO_ENABLED=0 GOOS=$$os go vet -tags headless $(core) ./app || exit 1; done
	go run $(lint) run
	.ci/vulnerabilities ./...
	.ci/words
	go test -count=1 ./test/documents
	go run $(actions)

bench: build ## the built program beside barer servers, some nine minutes; Linux only. BENCH=-short takes one
	go run ./test/bench -program $(program) $(BENCH)

soak: build ## a thousand hostile clients at the built program for three minutes; Linux only. SOAK='-time 1m' sets how long
	go run ./test/soak -program $(program) $(SOAK)

bench-go: needs-build ## the benchmarks of the packages, with allocations
	go test -run '^$$' -bench . -benchmem $(core)

screenshots: needs-test ## make the pictures in docs/pictures from the real window
	go run ./test/screenshots

package-linux: needs-package ## the window's packages for Linux, in dist: .tar.xz and .deb
	packaging/linux/package

package-windows: needs-windows ## leave the program for Windows and its portable .zip in dist/, made on Linux
	packaging/windows/package

package-darwin: needs-build ## the window's package for macOS, in dist: .dmg; on a Mac
	packaging/darwin/package

build-headless: ## the program without its window for every system, in dist: no C compiler, nothing else needed
	packaging/headless

sbom: build ## list what is inside the program, for dist/
	packaging/sbom $(program) dist/porchlight-$$(packaging/version)-$$(go env GOOS)-$$(go env GOARCH).cdx.json

checksums: ## SHA-256 of everything in dist/
	packaging/checksums dist

icons: ## make the icon's pictures from assets/icon.svg, with rsvg-convert
	.ci/needs icons
	packaging/icons

licences: ## write the licences of everything in the program to assets/licences.txt, with go-licenses
	packaging/licences/make

needs-build:
	@.ci/needs build

needs-test:
	@.ci/needs test

needs-package:
	@.ci/needs package

needs-windows:
	@.ci/needs windows

clean: ## remove what was built
	rm -rf build dist
