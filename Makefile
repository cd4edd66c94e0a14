# Porchlight. The two commands: `make run` opens the program, `make test` checks everything.
# Both install what they need first and say so.

.DEFAULT_GOAL := build
.PHONY: run build test unit fuzz whole lint bench bench-go soak screenshots icons licences needs-build needs-test clean

program := build/porchlight
lint    := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0

# Packages without a window: they build for every system without a C compiler.
core := ./internal/client/... ./internal/crash/... ./internal/door/... ./internal/firewall/... ./internal/ports/... ./internal/game/... ./internal/host/... ./internal/journal/... \
        ./internal/lan/... ./internal/logfile/... ./internal/spelling/... ./internal/terminal/... ./internal/wire/... ./assets/...

# What has fuzz targets and needs no window; of the program itself, its command line.
fuzzed := $(core) ./app
FUZZ   := 10m

run: build ## open the program
	./$(program)

build: needs-build ## leave the program at build/porchlight
	go build -o $(program) ./app

test: needs-test unit whole lint ## check everything
	.ci/fuzz 2s $(fuzzed)

unit: ## the tests of every package, with the race detector where it is cheap; the window on Fyne's test driver
	go test -race $(core) ./app/...
	go test -timeout 20m ./internal/ui/...

fuzz: needs-test ## feed the fuzz targets for long; FUZZ=1h is how long each
	.ci/fuzz $(FUZZ) $(fuzzed) ./internal/ui

whole: ## the built program: real sockets, a real window, real networks; one package at a time, since they measure waiting
	go test -race -count=1 -p 1 -timeout 30m ./test/...

lint: ## the linters, and go vet of the packages without a window for the three systems
	for os in linux windows darwin; do CGO_ENABLED=0 GOOS=$$os go vet $(core) || exit 1; done
	go run $(lint) run
	.ci/vulnerabilities ./...

bench: build ## the built program beside barer servers, some nine minutes; Linux only. BENCH=-short takes one
	go run ./test/bench -program $(program) $(BENCH)

soak: build ## a thousand hostile clients at the built program for three minutes; Linux only. SOAK='-time 1m' sets how long
	go run ./test/soak -program $(program) $(SOAK)

bench-go: needs-build ## the benchmarks of the packages, with allocations
	go test -run '^$$' -bench . -benchmem $(core)

screenshots: needs-test ## make the pictures in docs/pictures from the real window
	go run ./test/screenshots

icons: ## make the icon's pictures from assets/icon.svg, with rsvg-convert
	.ci/needs icons
	packaging/icons

licences: ## write the licences of everything in the program to assets/licences.txt, with go-licenses
	packaging/licences/make

needs-build:
	@.ci/needs build

needs-test:
	@.ci/needs test

clean: ## remove what was built
	rm -rf build
