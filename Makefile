# Porchlight. The two commands: `make run` opens the program, `make test` checks everything.
# Both install what they need first and say so.

.DEFAULT_GOAL := build
.PHONY: run build test unit whole lint bench bench-go screenshots needs-build needs-test clean

program := build/porchlight
lint    := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0

# Packages without a window: they build for every system without a C compiler.
core := ./internal/client/... ./internal/crash/... ./internal/door/... ./internal/firewall/... ./internal/ports/... ./internal/game/... ./internal/host/... ./internal/journal/... \
        ./internal/lan/... ./internal/logfile/... ./internal/spelling/... ./internal/terminal/... ./internal/wire/... ./assets/...

run: build ## open the program
	./$(program)

build: needs-build ## leave the program at build/porchlight
	go build -o $(program) ./app

test: needs-test unit whole lint ## check everything

unit: ## the tests of every package, with the race detector where it is cheap; the window on Fyne's test driver
	go test -race $(core) ./app/...
	go test -timeout 20m ./internal/ui/...

whole: ## the built program: real sockets, a real window, real networks
	go test -count=1 -timeout 30m ./test/...

lint: ## the linters, and go vet of the packages without a window for the three systems
	for os in linux windows darwin; do CGO_ENABLED=0 GOOS=$$os go vet $(core) || exit 1; done
	go run $(lint) run

bench: build ## the built program beside barer servers, some nine minutes; Linux only. BENCH=-short takes one
	go run ./test/bench -program $(program) $(BENCH)

bench-go: needs-build ## the benchmarks of the packages, with allocations
	go test -run '^$$' -bench . -benchmem $(core)

screenshots: needs-test ## make the pictures in docs/pictures from the real window
	go run ./test/screenshots

needs-build:
	@.ci/needs build

needs-test:
	@.ci/needs test

clean: ## remove what was built
	rm -rf build
