"""A whole build, as one command makes it, against the sum of its decks' warm costs, in one process.

    python benchmarks/families.py [SPEC...]

Prints the CPU time of reading and resolving the specs, of building every target, and of making each target once more when
everything is warm. The ratio of the whole (start of Python included) to the sum of the warm costs should be at most 1.5.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from deckgen.build.plan import Choice, plan
from deckgen.build.run import build, products

LIMIT = 1.5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("specs", type=Path, nargs="*", default=[Path(__file__).resolve().parent.parent / "specs"])
    options = parser.parse_args()
    wall = time.perf_counter()
    plans = plan(options.specs, Choice())
    resolved = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        results = build(plans, Path(folder), lambda result: None)
    whole = time.process_time()
    wall = time.perf_counter() - wall
    if failed := [result.target for result in results if result.status != "built"]:
        raise SystemExit(f"not built: {', '.join(failed)}")
    warm: dict[str, float] = {}
    for spec_plan in plans:
        for inputs in spec_plan.inputs:
            started = time.process_time()
            products(spec_plan, inputs)
            warm[inputs.target] = time.process_time() - started
    files = sum(len(result.files) for result in results)
    queries = sum(spec_plan.queries_run for spec_plan in plans)
    for target, seconds in warm.items():
        print(f"{target:32} {seconds:6.2f} s warm, all its languages and formats")
    print(f"{len(results)} targets, {files} files, {queries} queries")
    print(
        f"resolving {resolved:.1f} s CPU, the whole {whole:.1f} s CPU ({wall:.1f} s wall), "
        f"warm decks {sum(warm.values()):.1f} s CPU"
    )
    print(f"ratio {whole / sum(warm.values()):.2f}, target <= {LIMIT}")


if __name__ == "__main__":
    main()
