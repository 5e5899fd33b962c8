# Everything works on a fresh machine with Python 3.11 or newer and make.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
# Extras of the development environment: make test EXTRAS=dev,spark,parquet
EXTRAS ?= dev
comma  := ,
DEVELOPED := $(VENV)/.installed-$(subst $(comma),-,$(EXTRAS))
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help run test check lint types report screenshot bench docs clean

help: ## this list
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/.installed ## install, then compare the five articles in seeds/
	@$(BIN)/kursk-claims compare --format table seeds

test: $(DEVELOPED) ## install with development tools, then lint, types and all tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

check: $(DEVELOPED) ## the quick loop: lint, types and the tests that need no browser, Spark or minutes
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest -q -x -m "not browser and not spark and not slow"

report: $(VENV)/.installed ## write the report of seeds/ to report.html
	$(BIN)/kursk-claims compare --format html --output report.html seeds

screenshot: report $(DEVELOPED) ## take the README's picture of that report (needs Chromium)
	$(BIN)/python -m tests.browser.screenshot report.html docs/report.png

bench: $(DEVELOPED) ## measure speed, memory and growth; see benchmarks/
	$(BIN)/python -m pip install --quiet --editable ".[bench]"
	$(BIN)/python -m benchmarks

docs: $(DEVELOPED) ## write the --help texts into README.md
	$(BIN)/python -m tests.readme

clean: ## remove the environment and everything that was built
	rm -rf $(VENV) build dist report.html .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; set PYTHON=python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)

# Stamps: a repeat run installs nothing unless pyproject.toml has changed.
$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(DEVELOPED): pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable ".[$(EXTRAS)]"
	@touch $@ $(VENV)/.installed
