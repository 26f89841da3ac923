# make app: the app on localhost:8501. make test: the tests. Both set everything up first.
PYTHON ?= python3
BIN := .venv/bin
UV_VERSION := 0.13.9

.PHONY: app test test-all test-rest setup system check bench lock samples calendar clean

app: setup
	$(BIN)/planner app

test: setup
	$(BIN)/python -m pytest -q -n 2 -m "not browser and not libreoffice and not postgres and not benchmark"

# after make system: every test, with a browser, LibreOffice and PostgreSQL
test-all: test test-rest

test-rest: setup
	$(BIN)/python -m pytest -q -m "browser or libreoffice or postgres"

setup: .venv/ready

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	touch $@

# what those tests need, from Debian
system:
	apt-get update -qq
	DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
		chromium chromium-l10n libreoffice-calc-nogui fonts-dejavu-core postgresql

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: setup
	$(BIN)/python -m pytest -q -s -m benchmark tests/benchmarks

# the lock holds hashes and no addresses
lock: setup
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
		--no-annotate --upgrade pyproject.toml --extra dev -o requirements.lock

samples: setup
	$(BIN)/python sample_data/make.py

calendar: setup
	$(BIN)/python tests/make_days_off.py

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis
