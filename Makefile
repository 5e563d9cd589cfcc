# Every target does its own set-up. `make help` lists them.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin
PACKAGES := shared deploy/embedded services/profile-service services/handover-service \
  services/directory-service services/report-service
CLIENT := clients/python
EDITABLE := $(foreach package,$(PACKAGES),-e $(package))
PYPROJECTS := $(foreach package,$(PACKAGES),$(package)/pyproject.toml)
SOURCES := shared services deploy clients samples tests tools bench

DATA ?= .data
PERMIT_HOLDERS ?= 1000
SEED ?= 2019
WORKERS ?= 2
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help
help: ## List the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; name one with PYTHON=..." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "python3 -m venv failed; on Debian: apt-get install python3-venv" >&2; exit 1; }

$(VENV)/.embedded: requirements/embedded.txt $(PYPROJECTS) | $(VENV)/bin/python
	@echo "Installing the hash-locked requirements into $(VENV) ..."
	@$(RUN)/python -m pip install --quiet --no-deps --require-hashes -r requirements/embedded.txt
	@$(RUN)/python -m pip install --quiet --no-deps --no-build-isolation $(EDITABLE)
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(CLIENT)/pyproject.toml $(VENV)/.embedded
	@echo "Installing what tests and checks need into $(VENV) ..."
	@$(RUN)/python -m pip install --quiet --no-deps --require-hashes -r requirements/dev.txt
	@$(RUN)/python -m pip install --quiet --no-deps --no-build-isolation -e $(CLIENT)
	@touch $@

.PHONY: demo
demo: $(VENV)/.embedded ## Start everything here and replay the first half of 2019 (ONCE=1 ends by itself)
	@exec $(RUN)/python -m continuous_line_embedded demo --folder "$(DATA)" --permit-holders $(PERMIT_HOLDERS) --seed $(SEED) $(if $(ONCE),--once)

.PHONY: reset
reset: $(VENV)/.embedded ## Remove the data of `make demo`
	@$(RUN)/python -m continuous_line_embedded reset --folder "$(DATA)"

.PHONY: test
test: export PYTHONDONTWRITEBYTECODE :=
test: $(VENV)/.dev ## Run every test, on a real PostgreSQL, Kafka and browser (TESTS=path, WORKERS=2)
	@$(RUN)/python tools/parts.py
	@$(RUN)/python -m pytest --numprocesses $(WORKERS) --dist loadfile $(TESTS)

.PHONY: check
check: $(VENV)/.dev ## Format, lint, types, import rules, migrations, manifests, generated documents
	@$(RUN)/ruff format --check --quiet $(SOURCES)
	@$(RUN)/ruff check --quiet $(SOURCES)
	@for package in continuous_line continuous_line_embedded profile_service handover_service directory_service report_service doorlopende_lijn_client; do $(RUN)/mypy --no-error-summary -p $$package; done
	@$(RUN)/mypy --no-error-summary tools/*.py
	@cd bench && ../$(RUN)/mypy --no-error-summary *.py
	@$(RUN)/lint-imports --no-cache > .import-rules.log || { cat .import-rules.log; exit 1; }; rm -f .import-rules.log
	@$(RUN)/python tools/migrations.py
	@$(RUN)/python tools/manifests.py
	@$(RUN)/python tools/generate_docs.py --check
	@$(RUN)/python tools/scenarios.py > /dev/null
	@echo "check: clean"

.PHONY: format
format: $(VENV)/.dev ## Format and fix what can be fixed
	@$(RUN)/ruff check --quiet --fix $(SOURCES) || true
	@$(RUN)/ruff format --quiet $(SOURCES)

.PHONY: docs
docs: $(VENV)/.dev ## Write the generated documents anew
	@$(RUN)/python tools/generate_docs.py

.PHONY: scenarios
scenarios: $(VENV)/.dev ## Which test proves which scenario
	@$(RUN)/python tools/scenarios.py

.PHONY: bench
bench: $(VENV)/.dev ## Speed, as ratios measured side by side (BENCH="append handovers visible rebuild intake profile_read work_list reactions push ten_years")
	@$(RUN)/python tools/parts.py
	@failed=0; for name in $(or $(BENCH),append handovers visible rebuild intake profile_read work_list reactions push ten_years); do $(RUN)/python bench/$$name.py || failed=1; done; exit $$failed

.PHONY: compose
compose: $(VENV)/.embedded ## Build the images and bring everything up in containers
	@$(RUN)/python tools/compose.py
	@docker compose build
	@docker compose up --detach --wait

.PHONY: compose-test
compose-test: $(VENV)/.dev ## Drive what `make compose` brought up with the journeys of the tests
	@CONTINUOUS_LINE_STAND=compose $(RUN)/python -m pytest tests/e2e/test_one_person.py

.PHONY: compose-down
compose-down: ## End the containers and remove their data
	@docker compose down --volumes

.PHONY: adr
adr: $(VENV)/.dev ## Run the official API design rules: ADR_RULES=linter.yaml make adr (needs npx)
	@test -n "$(ADR_RULES)" || { echo "name the ruleset file: ADR_RULES=FILE make adr" >&2; exit 1; }
	@npx --yes @stoplight/spectral-cli@6 lint --ruleset "$(ADR_RULES)" docs/openapi/*.json

.PHONY: lock
lock: $(VENV)/.dev ## Resolve the requirements anew, with hashes and without addresses
	@for name in build runtime embedded dev; do $(RUN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate requirements/$$name.in -o requirements/$$name.txt; done

.PHONY: clean
clean: ## Remove the virtual environment and caches
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
