# Everything works on a fresh machine with Python 3.11 or newer and make.
PYTHON  ?= python3
VENV    ?= .venv
BIN     := $(VENV)/bin
# Processes that run tests side by side; a file's tests share their pipeline.
WORKERS ?= auto
PIP     := $(BIN)/python -m pip install --quiet
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Tests start hundreds of processes: compiled once, each starts a fifth sooner.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test check report screenshot bench docs lock newest lowest hooks clean

help: ## this list
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/.installed ## install, then compare the five articles in seeds/
	@echo "Comparing the five articles in seeds/ ..."
	@$(BIN)/kursk-claims compare --format table seeds

test: $(VENV)/.installed-dev ## install with development tools, then lint, types and all tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

check: $(VENV)/.installed-dev ## the quick loop: lint, types and the tests that need no browser, Spark or minutes
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest -q -x -m "not browser and not spark and not slow"

report: $(VENV)/.installed ## write the report of seeds/ to report.html
	$(BIN)/kursk-claims compare --format html --output report.html seeds

screenshot: report $(VENV)/.installed-dev ## take the pictures in docs/ (needs Chromium)
	$(BIN)/python -m tests.browser.screenshot report.html

bench: $(VENV)/.installed-dev ## measure speed, memory and growth; see benchmarks/
	$(PIP) --constraint constraints.txt --editable ".[bench]"
	$(BIN)/python -m benchmarks

docs: $(VENV)/.installed-dev ## write the --help texts into docs/commands.md and outputs into README.md
	$(BIN)/python -m tests.readme

lock: $(VENV)/.installed-dev ## write the newest versions that fit together to constraints.txt
	$(BIN)/uv pip compile pyproject.toml --extra dev --extra bench --universal --upgrade --quiet \
	  --no-annotate --custom-compile-command "make lock" --no-emit-index-url --no-emit-find-links --output-file constraints.txt

newest: ## lint, types and tests with the newest versions of everything, in an environment of its own
	@$(MAKE) --no-print-directory test VENV=.venv-newest CONSTRAIN=

lowest: ## tests with the lowest versions that pyproject.toml admits, in an environment of its own
	$(PYTHON) -m venv .venv-lowest
	.venv-lowest/bin/python -m pip install --quiet uv
	VIRTUAL_ENV=.venv-lowest .venv-lowest/bin/uv pip install --quiet --resolution lowest-direct --editable ".[dev]"
	.venv-lowest/bin/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

hooks: $(VENV)/.installed-dev ## run lint and types before every commit
	$(BIN)/pre-commit install

clean: ## remove the environments and everything that was built
	rm -rf .venv .venv-newest .venv-lowest build dist report.html .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@echo "Making an environment in $(VENV) and installing kursk-claims there: a few minutes the first time ..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; set PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

# The versions that the tests were last run with; empty for the newest ones.
CONSTRAIN ?= --constraint constraints.txt

# Stamps: a repeat run installs nothing unless what is wanted has changed.
$(VENV)/.installed: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing kursk-claims and what it needs ..."
	@$(PIP) $(CONSTRAIN) --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing kursk-claims with what its tests need (Spark is the largest part) ..."
	@$(PIP) $(CONSTRAIN) --editable ".[dev]"
	@touch $@ $(VENV)/.installed
