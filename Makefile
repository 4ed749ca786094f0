# Two commands set everything up: `make demo` and `make test`. Both need Python 3.11+, make and pip.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(PYTHON) -m pip --python $(BIN)/python install --quiet --disable-pip-version-check --constraint constraints.txt
# In as many processes as there are cores, each with a stretch of the suite (so that what a file's tests share is
# made once), of which the others take some when theirs is done. More than eight would mostly collect.
PYTEST := $(BIN)/pytest --numprocesses auto --maxprocesses 8 --dist worksteal

# Tests start the command hundreds of times; without its bytecode each of them would compile it again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test check lint cover bench mutants clean
.DEFAULT_GOAL := demo

demo: $(VENV)/installed ## check, code, count, write the workbook of the sample study
	$(BIN)/qualcode run

test: $(VENV)/installed-dev ## run the tests
	$(PYTEST)

check: lint cover ## what CI runs: lint, types, import contracts, tests with their coverage

lint: $(VENV)/installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/qualcode check
	$(BIN)/qualcode codebook test

cover: $(VENV)/installed-dev ## the tests, and which lines they run: takes almost twice as long
	$(PYTEST) --cov

bench: $(VENV)/installed-dev ## measure; figures are ratios within one run
	$(BIN)/python -m benchmarks

mutants: $(VENV)/installed-dev ## put faults into a copy of the tree; the tests must notice (takes an hour)
	$(BIN)/python -m benchmarks.mutants

clean:
	rm -rf $(VENV) .qualcode .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .coverage dist

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "qualcode needs Python 3.11 or newer: make PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv --without-pip $(VENV)

$(VENV)/installed: $(VENV)/bin/python pyproject.toml constraints.txt
	$(PIP) --editable .
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(PIP) --editable '.[all]'
	@touch $@
