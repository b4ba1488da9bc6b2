# Two commands for everybody, `make demo` and `make test`; the virtualenv is theirs alone.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
SOURCES = setup.cfg setup.py pyproject.toml $(shell find rdopkg_ci -name '*.py')

# The suite runs on as many processors; a soak kills this many times at every place.
JOBS ?= 2
SOAK ?= 50
COVER = --cov --cov-report=term:skip-covered

.PHONY: demo demo-servers test lint soak clean

demo: $(VENV)/demo.stamp
	demo/run $(BIN)

# The same life on a real Gerrit and a real Hudson: needs curl, Java and Maven. ARGS=--keep leaves them up.
demo-servers: $(VENV)/demo.stamp
	demo/servers $(BIN) $(ARGS)

test: $(VENV)/test.stamp
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal $(if $(TESTS),$(TESTS),$(COVER))

# What takes too long for every run: the kill tests, as often as it takes to trust them, and the
# fuzzers with many more mutants, other ones each time: it names the seed first; all of the real
# updates, and as many builds as a server of old lists.
soak: $(VENV)/test.stamp
	KILLS=$(SOAK) $(BIN)/python -m pytest -n $(JOBS) --timeout=7200 tests/stories/test_kills.py \
	    tests/stories/test_worker_kills.py
	KILLS=$$((4 * $(SOAK))) $(BIN)/python -m pytest -n $(JOBS) --timeout=7200 \
	    tests/stories/test_jenkins_kills.py
	KILLS=$$((4 * $(SOAK))) RACES=$(SOAK) $(BIN)/python -m pytest -n $(JOBS) --timeout=14400 \
	    tests/stories/test_gerrit_kills.py
	SOAK=1 $(BIN)/python -m pytest -n $(JOBS) --timeout=7200 tests/stories/test_real_data.py \
	    tests/doors/engine_contract.py
	@seed=$${SEED:-$$(date +%s)}; echo "seed $$seed"; RDOPKG_CI_FUZZ=$${COUNT:-50000} \
	    RDOPKG_CI_FUZZ_SEED=$$seed $(BIN)/python -m pytest -n $(JOBS) --timeout=7200 tests/fuzz

lint: $(VENV)/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

# A normal install, because rdopkg does not discover actions in an editable one.
$(VENV)/demo.stamp: $(VENV)/bin/python $(SOURCES)
	$(BIN)/pip install --quiet --disable-pip-version-check '.[worker]'
	touch $@

$(VENV)/test.stamp: $(VENV)/bin/python $(SOURCES)
	$(BIN)/pip install --quiet --disable-pip-version-check '.[test]'
	touch $@ $(VENV)/demo.stamp

clean:
	rm -rf $(VENV) .venv-* .demo build *.egg-info .coverage .coverage.* .mypy_cache .pytest_cache .ruff_cache .hypothesis
