"""Each folder here is a case: `deck.yaml` and, per target, language and file, the outline that was read back from what was
written. `pytest tests/cases --golden` writes the outlines anew; read the difference before committing it."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.build.plan import Choice, plan
from deckgen.build.run import products
from deckgen.read.inspect import inspect_file

CASES = sorted(path.parent for path in Path(__file__).parent.glob("*/deck.yaml"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_written_files_are_as_expected(case: Path, golden: bool) -> None:
    (spec_plan,) = plan([case / "deck.yaml"], Choice())
    seen: set[str] = set()
    for inputs in spec_plan.inputs:
        for product in products(spec_plan, inputs):
            for output in product.outputs:
                name = f"{inputs.name}.{output.language}{output.suffix}.outline"
                seen.add(name)
                found = inspect_file(output.data, f"{inputs.name}{output.suffix}")
                if golden:
                    (case / name).write_text(found, encoding="utf-8")
                assert found == (case / name).read_text(encoding="utf-8"), f"{case.name}/{name} differs"
    stale = {path.name for path in case.glob("*.outline")} - seen
    if golden:
        for name in stale:
            (case / name).unlink()
    assert golden or not stale
