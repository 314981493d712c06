PYTHON ?= .venv/bin/python

.PHONY: deck test check golden coverage bench lock
deck:
	$(PYTHON) -m deckgen build specs/hitachi_entry.yaml
test:
	$(PYTHON) -m pytest
check:
	$(PYTHON) -m ruff check . && $(PYTHON) -m ruff format --check . && $(PYTHON) -m pyright --pythonpath $(PYTHON) && .venv/bin/lint-imports
golden:
	$(PYTHON) -m pytest tests/cases tests/golden --golden
coverage:
	$(PYTHON) -m deckgen build specs/ && $(PYTHON) scripts/make_coverage.py output
bench:
	$(PYTHON) benchmarks/deck.py && $(PYTHON) benchmarks/families.py
lock:
	$(PYTHON) scripts/lock.py
