# Porchlight. The two commands: `make run` opens the program, `make test` tests it in minutes. `make check` tests all
# the rest. Each installs what it needs first and says so.

.DEFAULT_GOAL := build
.PHONY: run build test check bench bench-go soak fuzz screenshots clean
.PHONY: test-units test-program test-story
.PHONY: check-faults check-window check-packages check-languages check-headless check-soak check-fuzz lint vulnerabilities words documents
.PHONY: needs-build needs-test needs-check needs-package needs-windows
.PHONY: package-linux package-windows package-darwin build-headless sbom checksums icons licences

# One set of flags for everything that is compiled, the packages' too, so that nothing is compiled a second time.
export GOFLAGS := $(strip $(filter-out -trimpath,$(shell go env GOFLAGS 2>/dev/null)) -trimpath)
export CGO_CFLAGS := $(shell packaging/cflags compile)
export CGO_LDFLAGS := $(shell packaging/cflags link)

program := build/porchlight
lint    := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
actions := github.com/rhysd/actionlint/cmd/actionlint@v1.7.12

# Packages without a window: they build for every system without a C compiler.
core := $(filter-out ./internal/ui/... ./internal/inspect/...,$(patsubst %/,./%/...,$(wildcard internal/*/))) ./assets/...

# Packages with Fyne's widgets, but without its driver: they are tested without a screen and without a C compiler.
widgets := ./internal/ui/... ./internal/inspect/...

# What has fuzz targets and needs no window; of the program itself, its command line.
fuzzed := $(core) ./app
FUZZ   := 10m

run: build ## open the program
	./$(program)

build: needs-build ## leave the program at build/porchlight
	go build -o $(program) ./app

# Two jobs at a time: one waits for the C compiler or for states while the other computes.
test: needs-test ## what to run after a change: units, the program without its window, and one story in its window
	$(MAKE) --no-print-directory -j2 test-story test-units test-program

test-units: needs-build ## every package, with the race detector; the window on Fyne's test driver, without it
	go test -race -tags headless $(core) ./app
	go test -timeout 20m $(widgets)

# The results of tests of the built program are not taken from Go's cache, which does not know what it was built from.
test-program: needs-test ## the built program without its window, with the race detector: real sockets, networks of its own
	go test -count=1 -timeout 20m ./test/terminal ./test/lan

test-story: needs-test ## the real window: host, a friend joins from another computer, talks, is kicked, stop
	go test -count=1 -timeout 10m -run '^TestAFriendOnAnotherComputer' ./test/window

check: needs-check ## everything that `make test` leaves out
	$(MAKE) --no-print-directory check-packages check-window check-faults check-soak
	$(MAKE) --no-print-directory check-languages check-headless check-fuzz lint vulnerabilities words documents

check-window: needs-check ## every story in the real window; that pixels say the same
	go test -count=1 -timeout 20m ./test/window ./test/pixels ./test/desktop

check-faults: needs-test ## players that misbehave, bad networks
	go test -count=1 -timeout 20m ./test/faults

check-packages: needs-check ## the packages for Linux, Windows (in Wine) and macOS, what is done with them, reproducible builds
	go test -count=1 -timeout 30m ./test/packages ./test/release

check-languages: needs-check ## the README's clients in six languages
	go test -count=1 -timeout 10m ./test/languages

check-headless: needs-test ## the tests of the terminal with the program as it is packaged, without its window and with it
	go test -count=1 -timeout 20m ./test/terminal -variant headless
	go test -count=1 -timeout 20m ./test/terminal -variant window

check-soak: needs-test ## three hundred hostile clients at the built program for fifteen seconds; the benchmarks' own tests
	go test -count=1 -timeout 10m ./test/soak ./test/bench

check-fuzz: needs-build ## each fuzz target, some thousand inputs
	.ci/fuzz 5000x $(fuzzed) ./internal/ui

fuzz: needs-build ## each fuzz target for long; FUZZ=1h is how long
	.ci/fuzz $(FUZZ) $(fuzzed) ./internal/ui

lint: needs-build ## the linters, the workflows, and go vet of the program without its window for the three systems
	for os in linux windows darwin; do CGO_ENABLED=0 GOOS=$$os go vet -tags headless $(core) ./app || exit 1; done
	go run $(lint) run
	go run $(lint) run --build-tags inspect,crashtest ./app ./internal/inspect/...
	go run $(actions)

vulnerabilities: needs-build ## known vulnerabilities of what the program uses
	.ci/vulnerabilities ./...

words: ## misspelled words
	.ci/words

documents: ## links, pictures and what the documents name; what every package says of itself; that make tests all there is
	go test ./test/documents

bench: build ## the built program beside barer servers, some nine minutes; Linux only. BENCH=-short takes one
	go run ./test/bench -program $(program) $(BENCH)

soak: build ## a thousand hostile clients at the built program for three minutes; Linux only. SOAK='-time 1m' sets how long
	go run ./test/soak -program $(program) $(SOAK)

bench-go: needs-build ## the benchmarks of the packages, with allocations
	go test -run '^$$' -bench . -benchmem $(core)

screenshots: needs-check ## make the pictures in docs/pictures from the real window
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

needs-check:
	@.ci/needs check

needs-package:
	@.ci/needs package

needs-windows:
	@.ci/needs windows

clean: ## remove what was built
	rm -rf build dist
