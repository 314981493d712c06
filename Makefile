PYTHON ?= .venv/bin/python

.PHONY: deck test check golden bench lock
deck:
	$(PYTHON) -m deckgen build specs/hitachi_entry.yaml
test:
	$(PYTHON) -m pytest
check:
	$(PYTHON) -m ruff check . && $(PYTHON) -m ruff format --check . && $(PYTHON) -m pyright --pythonpath $(PYTHON) && .venv/bin/lint-imports
golden:
	$(PYTHON) -m pytest tests/cases tests/golden --golden
bench:
	$(PYTHON) benchmarks/deck.py
lock:
	$(PYTHON) scripts/lock.py
