# Everything that is done with this project, one target each. `make` prints this help.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT ?= build/demo
LANG_OF_DEMO ?= en
STAMP := $(VENV)/.installed
INNER := $(addprefix grader_tests/grader/,core outputs submission handout hostile verify)

.DEFAULT_GOAL := help
.PHONY: help install demo test test-long quick check verify verify-seeds calibrate mutants bench release assignment golden clean

help: ## print this help
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 24

install: $(STAMP) ## set up .venv, with the command lab in it

# torch first and by itself: what depends on it would otherwise pull a build with CUDA
$(STAMP): pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check torch==2.13.0
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[nbgrader,postgresql,cluster,dev]'
	touch $@

# what the tests use of Debian: the browser in which nbgrader's pages are opened, a database server for its gradebook
AS_ROOT := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
APT := $(AS_ROOT) apt-get update -qq && $(AS_ROOT) apt-get install -y -qq --no-install-recommends
.PHONY: browser database
browser:
	@command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || \
	  { echo "installing chromium for the tests"; $(APT) chromium >/dev/null; }

database:
	@command -v initdb >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || \
	  { echo "installing postgresql for the tests"; $(APT) postgresql >/dev/null; }

demo: install ## grade the sample class and say where the report is
	$(BIN)/lab grade grader_tests/sample_class --out $(OUT) --lang $(LANG_OF_DEMO) || test $$? = 3

test: install database ## all tests but those that take minutes or are about time, one process a processor
	$(BIN)/python -m pytest -m 'not long' -n auto --dist loadfile

test-long: install browser ## the others, one at a time: hostile class, kills, corpus by nbgrader, browser
	$(BIN)/python -m pytest -m long

quick: install ## the inner loop: what needs no torch in a fresh process, under 15 s
	$(BIN)/python -m pytest -m 'not slow and not long' -x -n auto --dist loadfile $(INNER)

check: install ## format, lint, types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

verify: install ## grade the grader on its corpus; fails on any error
	$(BIN)/lab verify

verify-seeds: install ## the corpus with 300 draws of the questions (many hours; with --marks half of them); adds to docs/seeds.json
	$(BIN)/python -m autograder.verify.seeds --seeds 300

calibrate: install ## how often the check of learning is wrong, over 1000 seeds; writes docs/calibration.md
	$(BIN)/python -m autograder.verify.calibrate --seeds 1000

mutants: install ## every small change to the solution must lose points; writes docs/mutants.json
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[mutation]'
	$(BIN)/python -m autograder.verify.mutation

release: install ## the students' zips, one a language, in build/release
	$(BIN)/python -m autograder.selfcheck.build
	$(BIN)/lab handout student --release --replace --to build/release

assignment: install ## regenerate the committed handout and self-check
	$(BIN)/python -m autograder.handout
	$(BIN)/python -m autograder.selfcheck.build

golden: install ## rewrite the golden files; review the difference
	UPDATE_GOLDEN=1 $(BIN)/python -m pytest grader_tests/grader/outputs

bench: install ## time the grader on the sample class, one job
	$(BIN)/python -m grader_tests.bench

clean: ## remove what can be made again, except .venv
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache
