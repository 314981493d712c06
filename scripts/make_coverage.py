"""Write docs/coverage.md, which tells for each row of the dataset the slides that show it, from a whole build:

    deckgen build specs/ && python scripts/make_coverage.py output

Exit code 1 if a row of a table that states facts, or a text of one, is shown nowhere in some language.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "scripts")]

from coverage_pieces.measure import measure  # noqa: E402
from coverage_pieces.report import report  # noqa: E402

REPORT = ROOT / "docs" / "coverage.md"


def main(output: str) -> int:
    coverage = measure(Path(output), ROOT / "data" / "datapackage.yaml")
    REPORT.write_text(report(coverage), encoding="utf-8")
    missing = [*coverage.rows_not_shown(), *coverage.texts_not_shown(), *coverage.lost]
    for line in missing:
        print(line)
    print(f"{len(coverage.rows)} rows, {len(coverage.targets)} targets, {len(missing)} not shown")
    return int(bool(missing))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
