# The same words on every machine and in CI.   make run · make test · make lock
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3.14 python3 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$p"; break; }; done)
BIN := .venv/bin

# make e2e: the tests with real processes · make slow: the long ones · make quick: those that need no other program
.PHONY: run test e2e slow quick torture fuzz bench-idle bench-lines bench-cards bench-schedule lint types imports lock schema docs clean

run: .venv/.run ## the whole way on the demo workspace: article, lines, cards, a rehearsed week
	@$(BIN)/socialkit rehearse

test: lint types imports ## all checks, unit and component tests (at most 6 minutes, set-up included)
	$(BIN)/pytest -q -n auto --dist worksteal -m "not e2e and not slow" $(PYTEST)

e2e: .venv/.test ## real processes against emulated networks, PostgreSQL, OCR (at most 20 minutes)
	$(BIN)/pytest -q -n auto --dist worksteal -m "e2e and not slow" $(PYTEST)

slow: .venv/.test ## the long ones: matrices of faults, forty weeks, thousands of broken files, all time zones
	$(BIN)/pytest -q -n auto --dist worksteal -m slow $(PYTEST)

quick: .venv/.test ## the tests that need no other program
	$(BIN)/pytest -q -m "not e2e and not slow and not ocr and not postgres" --ignore tests/e2e $(PYTEST)

torture: .venv/.test ## 200 posts while everything goes wrong, on SQLite and PostgreSQL: 0 lost, 0 twice
	$(BIN)/python -m tests.stress $(TORTURE)

fuzz: .venv/.fuzz ## every reader of what comes from outside against odd inputs, 60 s each: make fuzz FUZZ="600 html"
	$(BIN)/python -m tests.fuzz $(FUZZ)

bench-idle: .venv/.test ## what the daemon costs while nothing is due, with a few and with 100,000 posts (25 minutes)
	$(BIN)/python -m tests.benchmarks.idle

bench-lines: .venv/.bench ## how well lines are picked, beside four baselines (needs ../shared)
	@$(BIN)/python -m tests.benchmarks.lines

bench-cards: .venv/.test ## what a card costs and whether it holds, beside the goals
	@$(BIN)/python -m tests.benchmarks.cards

bench-schedule: .venv/.test ## what a large schedule costs, beside the goals
	@$(BIN)/python -m tests.benchmarks.schedule

lint: .venv/.test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/codespell

types: .venv/.test
	$(BIN)/mypy

imports: .venv/.test
	$(BIN)/lint-imports

.venv/.python:
	@test -n "$(PYTHON)" || { echo "socialkit needs Python 3.11 or newer; none was found."; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

.venv/.run: .venv/.python requirements.lock pyproject.toml
	@echo "Setting up (once, about a minute) ..."
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install -qq --disable-pip-version-check --no-deps -e .
	@touch $@

.venv/.test: .venv/.python requirements-test.lock pyproject.toml
	$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements-test.lock
	$(BIN)/pip install -qq --disable-pip-version-check --no-deps -e .
	@touch $@ .venv/.run

.venv/.fuzz: .venv/.test requirements-fuzz.lock
	$(BIN)/pip install -qq --disable-pip-version-check --require-hashes --no-deps -r requirements-fuzz.lock
	@touch $@

# the lock file is whole, so nothing is left to resolve; older pips stumble over its lxml[html-clean]
.venv/.bench: .venv/.python requirements-bench.lock pyproject.toml
	$(BIN)/pip install -qq --disable-pip-version-check --require-hashes --no-deps -r requirements-bench.lock
	$(BIN)/pip install -qq --disable-pip-version-check --no-deps -e .
	@touch $@ .venv/.test .venv/.run

lock: ## new exact versions, all platforms, Python 3.11 and newer (needs uv)
	uv pip compile pyproject.toml $(LOCK) -o requirements.lock
	uv pip compile pyproject.toml --extra test $(LOCK) -o requirements-test.lock
	uv pip compile pyproject.toml --extra test --extra bench -c requirements-test.lock $(LOCK) -o requirements-bench.lock
	uv pip compile pyproject.toml --extra test --extra fuzz -c requirements-test.lock $(LOCK) -o requirements-fuzz.lock
LOCK := --universal --no-strip-extras --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate --quiet --upgrade

schema: .venv/.run ## assets/schedule.schema.json from the models
	$(BIN)/python -c 'from pathlib import Path; from socialkit.config.schedule.schema import write_schema; write_schema(Path("assets/schedule.schema.json"))'

docs: .venv/.run ## the reference pages of docs/manual from the commands, settings and keys
	$(BIN)/python -m docs.generate

.PHONY: yaml-versions
yaml-versions: .venv/.test ## the messages about broken files, with the oldest and the newest ruamel.yaml that pyproject.toml allows
	@for version in "==0.18.16" "<0.20"; do \
		folder=$$(mktemp -d) && $(BIN)/pip install -qq --no-deps --target $$folder "ruamel.yaml$$version" \
		&& PYTHONPATH=$$folder $(BIN)/python -c 'import ruamel.yaml; print("ruamel.yaml", ruamel.yaml.__version__)' \
		&& PYTHONPATH=$$folder $(BIN)/pytest -q tests/config -m "not slow" $(PYTEST); result=$$?; \
		rm -rf $$folder; [ $$result = 0 ] || exit 1; \
	done

clean:
	rm -rf .venv .socialkit
