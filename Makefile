# The two commands are `make report` and `make test`. Each works first, alone, in a fresh clone.
.PHONY: report test serve windows check example-data approve bench fuzz clean

BIN = .venv/bin

report:
	@scripts/setup.sh
	$(BIN)/reportgen build data/asb-2016-17-q3.xlsx

test:
	@scripts/setup.sh dev
	$(BIN)/python -m pytest

# The page in the browser.
serve:
	@scripts/setup.sh
	$(BIN)/reportgen serve

# A folder for Windows that needs nothing but Python: dist/reportgen-windows.zip.
windows:
	@scripts/setup.sh dev
	$(BIN)/python scripts/portable.py windows dist/reportgen-windows

check:
	@scripts/setup.sh dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

# Makes the workbooks in data/ from the plain text in data/plain/.
example-data:
	@scripts/setup.sh dev
	$(BIN)/python scripts/example_data.py

# Accepts today's documents as the approved ones. Read the diff afterwards, as a committee member would.
approve:
	@scripts/setup.sh dev
	$(BIN)/python -m pytest tests/golden tests/unit/test_timescale.py tests/unit/importers/test_headings.py --approve

bench:
	@scripts/setup.sh dev
	$(BIN)/python scripts/bench.py

# Spoils our workbooks in a thousand ways for two minutes; each must end in a plan or in a refusal.
fuzz:
	@scripts/setup.sh dev
	$(BIN)/python scripts/fuzz.py

clean:
	rm -rf .venv dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
