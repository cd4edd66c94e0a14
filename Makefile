# Porchlight. The two commands: `make run` opens the program, `make test` checks everything.
# Both install what they need first and say so.

.DEFAULT_GOAL := build
.PHONY: run build test needs-build needs-test clean

program := build/porchlight

run: build ## open the program
	./$(program)

build: needs-build ## leave the program at build/porchlight
	go build -o $(program) ./app

needs-build:
	@.ci/needs build

needs-test:
	@.ci/needs test

clean:
	rm -rf build
