# Kontaktpunkt. `make` lists what there is; `make run` and `make test` set up all they need.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
PEER   ?= .venv-bench
PORT   ?= 8501

.PHONY: help run test lint types tests browser bench accuracy fuzz format samples clean
help:            ## show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 12

$(VENV)/.app: requirements.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.txt
	@$(BIN)/python -m compileall -q app.py core pages  # or the first start does it while somebody waits
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.app
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements-dev.txt
	@touch $@

run: $(VENV)/.app             ## start the app on http://localhost:8501
	$(BIN)/python -m streamlit run app.py --server.port $(PORT)

test: lint types tests        ## everything that must be green: lint, types, all tests (the browser ones too)

lint: $(VENV)/.dev            ## ruff: rules and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev           ## mypy, strict, on core
	$(BIN)/mypy

browser: $(VENV)/.dev         ## find or install a Chromium for the browser tests
	@$(BIN)/python tests/browser/chromium.py

tests: $(VENV)/.dev browser   ## all tests
	$(BIN)/python -m pytest --numprocesses 2 --dist loadgroup

$(PEER)/.peer: requirements-bench.txt
	test -x $(PEER)/bin/python || $(PYTHON) -m venv $(PEER)
	$(PEER)/bin/python -m pip install --quiet --disable-pip-version-check --requirement $< && touch $@ || echo "no peer"

bench: $(VENV)/.dev browser $(PEER)/.peer  ## figures beside a peer in the same run; never part of the tests
	$(BIN)/python -m tests.benchmarks.page
	$(BIN)/python -m tests.benchmarks.reruns
	$(BIN)/python -m tests.benchmarks.crowd
	$(BIN)/python -m tests.benchmarks.capacity
	$(BIN)/python -m tests.benchmarks.reading polluted
	$(BIN)/python -m tests.benchmarks.way_in --peer $(PEER)/bin/python
	$(BIN)/python -m tests.benchmarks.typing 1000
	$(BIN)/python -m tests.benchmarks.journeys --peer $(PEER)/bin/python
	$(BIN)/python -m tests.benchmarks.priorities
	$(BIN)/python -m tests.benchmarks.simulator 600 --seed 2
	$(BIN)/python -m tests.benchmarks.simulator 300 --seed 2 --months

accuracy: $(VENV)/.dev        ## how often the classification is right, and how sure it may be
	$(BIN)/python -m tests.benchmarks.accuracy
	$(BIN)/python -m tests.benchmarks.calibration

fuzz: $(VENV)/.dev            ## thousands of random mutants through the reading process
	$(BIN)/python -m tests.benchmarks.fuzz --mutants 5000

format: $(VENV)/.dev          ## write the formatting
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

samples: $(VENV)/.app         ## write the sample workbooks anew
	$(BIN)/python sample_data/make_samples.py

clean:                        ## forget the environment and all caches
	rm -rf $(VENV) $(PEER) .pytest_cache .mypy_cache .ruff_cache .hypothesis
