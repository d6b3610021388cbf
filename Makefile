# Needs make and Python 3.11 or newer; everything else goes into .venv.
# ZHENXING_HOME (var) is where the data are, ZHENXING_PORT (8000) the workbench's port, before
# those of the services,
# ZHENXING_RUNTIME (nameko) what services run on: nameko or threads.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
BIN := .venv/bin
# Where it is set, each of the hundreds of processes that tests start compiles every module anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help up cluster check pure style types imports collect test gameday fuzz bench endurance profile lint format docs lock clean servers packages browser screenshots

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile

up: .venv/runtime ## all services in one process and the workbench, with the demo programme
	@exec $(BIN)/zhenxing up

cluster: .venv/runtime ## the production shape: RabbitMQ, PostgreSQL, a process per service
	@exec $(BIN)/zhenxing cluster

test: ## everything that is checked
	@$(MAKE) --no-print-directory --jobs=3 packages .venv/node/installed style types imports collect
	@TMPDIR=$$(mktemp -d -p "$$(tests/roomiest.sh)"); export TMPDIR; trap 'rm -rf "$$TMPDIR"' EXIT; chmod 711 "$$TMPDIR"; \
		$(BIN)/python -m pytest -n 4 --dist loadscope --no-loadscope-reorder

check: .venv/development ## lint, types, unit and contract tests, properties tried less: while you work
	@$(MAKE) --no-print-directory --jobs=2 style types imports pure

pure: .venv/development
	@$(BIN)/python -m pytest -n 2 --hypothesis-profile quick tests/unit tests/contracts

gameday: .venv/development .venv/node/installed servers ## faults on the production shape, and the alerts that they raise
	@ZHENXING_GAMEDAY=docs/gameday.md ZHENXING_PATIENCE=300 $(BIN)/python -m pytest -s tests/integration/cluster/game_day.py tests/integration/cluster/test_service_faults.py tests/integration/cluster/test_broker_faults.py tests/integration/cluster/test_database_faults.py tests/conformance/following/absence.py tests/conformance/following/five_minutes.py tests/integration/cluster/two_cities.py

fuzz: .venv/development ## five minutes of calls that nobody thought of, to every service
	@$(BIN)/python -m tests.fuzz

bench: .venv/development servers ## speed, every line beside a peer in the same run
	@$(BIN)/python -m tests.benchmarks

endurance: .venv/development servers ## ten minutes at a steady rate, watched: does anybody grow or slow down?
	@$(BIN)/python -m tests.benchmarks endurance

profile: .venv/development servers ## what the services' processor time goes to, under load
	@$(BIN)/python -m tests.benchmarks.profile

screenshots: .venv/development browser ## pictures of the workbench that `make up` runs, into docs
	@$(BIN)/python -m tests.workbench.screenshots

lint: ## format, style, types, one-way imports
	@$(MAKE) --no-print-directory --jobs=2 style types imports

style: .venv/development
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .

types: .venv/development
	@$(BIN)/mypy

imports: .venv/development
	@$(BIN)/lint-imports

format: .venv/development ## write the code in the common format
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

docs: .venv/development ## bring the departments' handbooks and the published language up to date
	@$(BIN)/python -m shared.runtime.handbook
	@$(BIN)/python -m deploy.generate
	@$(BIN)/python -m deploy.grafana
	@$(BIN)/python -m tests.contracts.snapshot

lock: .venv/development ## pin the newest releases that the requirements allow
	@deploy/lock.sh

clean: ## remove the environment and the caches; the data under var/ stay
	rm -rf .venv *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -not -path './var/*' -prune -exec rm -rf {} +

# What cannot be imported fails here, and the tests' workers find it compiled.
collect: .venv/development
	@told=$$($(BIN)/python -m pytest --collect-only --quiet --quiet 2>&1) || { echo "$$told"; exit 1; }

servers: .venv/development
	@deploy/install-servers.sh

# All of them may ask the package manager, which serves one at a time: the environment first.
packages: .venv/development
	@deploy/install-browser.sh
	@deploy/install-servers.sh

browser:
	@deploy/install-browser.sh

.venv/runtime: requirements.lock requirements-files.lock requirements-install.lock pyproject.toml deploy/install.sh
	@deploy/install.sh $@ requirements.lock

.venv/development: requirements.lock requirements-files.lock requirements-install.lock requirements-otel.lock requirements-dev.lock pyproject.toml deploy/install.sh
	@deploy/install.sh $@ requirements.lock requirements-otel.lock requirements-dev.lock

.venv/node/installed: .venv/development tests/interoperation/node/package-lock.json deploy/install-node.sh
	@deploy/install-node.sh $@
