# Two commands set up all they need on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA ?= $(if $(FULLCOUNT_DATA),$(FULLCOUNT_DATA),../shared/data)
REPORTS ?= 60000
SEED ?= 1
SCENARIO ?= steady
EXAMPLES := usc laguna_beach seattle ucsd chicago cornell reno

.PHONY: demo desk test check fix bench simulate real docs css pins clean

$(VENV)/ready: requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'Python 3.11 or newer is needed'; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo 'venv is missing: apt-get install python3-venv'; exit 1; }
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: $(VENV)/ready ## a synthetic force, the whole run on it, what it found beside what was planted, and the page
	@rm -rf demo/force demo/out demo/delivery demo/desk
	$(BIN)/fullcount simulate demo/force --reports $(REPORTS) --seed $(SEED) --scenario $(SCENARIO)
	$(BIN)/fullcount run demo/force --out demo/out
	$(BIN)/fullcount truth demo/force --out demo/out
	$(BIN)/fullcount deliver demo/out --to demo/delivery
	@$(BIN)/python tools/open_page.py demo/out/index.html
	@if [ -t 1 ] && [ -z "$$CI" ]; then $(MAKE) --no-print-directory desk; else echo 'The desk, one sign-in a role: make desk'; fi

desk: $(VENV)/ready ## the desk of the demo's force, at this machine alone, until Ctrl+C
	@test -d demo/delivery || { echo 'make demo first'; exit 1; }
	$(BIN)/fullcount serve --desk demo/desk --synthetic --delivery demo/delivery

$(VENV)/browser: $(VENV)/ready
	@command -v chromium > /dev/null || { apt-get update -q && apt-get install -y -q --no-install-recommends chromium fonts-liberation; } > $(VENV)/browser.log 2>&1 \
	  || { tail -5 $(VENV)/browser.log; echo 'Chromium is missing: apt-get install chromium fonts-liberation (as root)'; exit 1; }
	@touch $@

test: $(VENV)/browser ## everything that CI runs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: test

fix: $(VENV)/ready
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

real: $(VENV)/ready ## the seven example forces on the real extracts, one line each
	@test -d "$(DATA)" || { echo "the real extracts are not at $(DATA): set FULLCOUNT_DATA"; exit 1; }
	@for name in $(EXAMPLES); do \
	  $(BIN)/fullcount run examples/$$name --data "$(DATA)/$$name" --out out/$$name --format line --quiet || exit 1; \
	done

bench: $(VENV)/ready ## speed and memory as ratios, and how varied the simulated language is: bench/RESULTS.md
	$(BIN)/python bench/year.py
	$(BIN)/python bench/simulate.py
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt \
	  || echo 'the engines that the rulebook is set beside, and scikit-learn, do not install here: left out'
	$(BIN)/python bench/rulebook.py
	$(BIN)/python bench/language.py
	$(BIN)/python bench/reading.py
	$(BIN)/python bench/linking.py
	$(BIN)/python bench/signals.py
	$(BIN)/python bench/score.py
	$(BIN)/python bench/audit_speed.py
	$(BIN)/python bench/nation.py

simulate: $(VENV)/ready ## the audit's methods on populations of known truth: bench/RESULTS.md and the tables of docs/audit/
	$(BIN)/python bench/audit_efficiency.py
	$(BIN)/python bench/audit_efficiency_apart.py
	$(BIN)/python bench/audit_coverage.py
	$(BIN)/python bench/audit_districts.py
	$(BIN)/python bench/audit_agreement.py
	$(BIN)/python bench/audit_crosscheck.py
	$(BIN)/python bench/audit_backlog.py
	$(BIN)/python bench/audit_monitor.py
	$(BIN)/python bench/audit_alarms.py
	$(BIN)/python bench/audit_screen.py
	$(BIN)/python bench/audit_effect.py

docs: $(VENV)/ready ## the generated pages of the documentation
	$(BIN)/fullcount dictionary > docs/data-dictionary.md
	$(BIN)/python tools/generated_docs.py

css: ## compile the web application's styles (needs Node; the compiled file is committed)
	npm install --prefix build/css --no-save --silent govuk-frontend@6.3.0 sass@1
	build/css/node_modules/.bin/sass --load-path=build/css/node_modules --style=compressed --no-source-map --no-error-css \
	  --quiet-deps src/fullcount/web/site/styles/site.scss src/fullcount/web/site/static/fullcount/site.css

pins: $(VENV)/ready ## compile the pinned requirements again
	$(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --universal --python-version 3.11 pyproject.toml -o requirements/run.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --universal --python-version 3.11 --extra dev pyproject.toml requirements/build.in -o requirements/dev.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --universal --python-version 3.11 --extra spark -c requirements/dev.txt pyproject.toml -o requirements/spark.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --universal --python-version 3.11 -c requirements/dev.txt requirements/bench.in -o requirements/bench.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --universal --python-version 3.11 --extra web --extra postgres -c requirements/dev.txt pyproject.toml -o requirements/web.txt

clean:
	rm -rf $(VENV) demo out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
