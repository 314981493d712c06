"""A warm deck, from Inputs to verified bytes, against plain python-pptx building the same slides, in one process.

    python benchmarks/deck.py [SPEC] [--rounds 15]

Prints the CPU time of compose, arrange, write and verify (lint where `deckgen.pipeline` has it) as ratios to the baseline of
the same round (medians), and the targets. Absolute times vary with the machine; the ratios are what counts.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import plain_pptx

from deckgen.build.plan import Choice, plan
from deckgen.compose import compose
from deckgen.layout.slides import arrange_deck
from deckgen.verify.deck import verify_deck
from deckgen.verify.lint import lint_deck
from deckgen.write.pptx import write_deck

TARGETS = {"write": 0.10, "write + verify": 0.20, "all four": 0.50}


def cpu(step: Callable[[], Any]) -> tuple[float, Any]:
    started = time.process_time()
    result = step()
    return time.process_time() - started, result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    root = Path(__file__).resolve().parent.parent
    parser.add_argument("spec", type=Path, nargs="?", default=root / "specs" / "hitachi_entry.yaml")
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    (chosen,) = plan([options.spec], Choice())
    inputs, theme = chosen.inputs[0], chosen.theme
    ratios: dict[str, list[float]] = {}
    baseline: list[float] = []
    slides = 0
    for turn in range(options.rounds + 2):
        language = chosen.languages[turn % len(chosen.languages)]
        gc.collect()  # neither side pays for what the other left behind
        composing, composition = cpu(lambda language=language: compose(chosen.spec, inputs, language))
        arranging, pages = cpu(lambda composition=composition: arrange_deck(composition.document, theme))
        linting, linted = cpu(lambda pages=pages: tuple(lint_deck(pages, theme)))
        writing, data = cpu(lambda pages=pages: write_deck(pages, theme))
        verifying, findings = cpu(lambda data=data, pages=pages: tuple(verify_deck(data, pages)))
        gc.collect()
        plain, _ = cpu(lambda pages=pages: plain_pptx.build(pages, theme))
        if wrong := [finding for finding in (*findings, *linted) if finding.severity == "error"]:
            raise SystemExit(f"the deck has findings: {wrong[0]}")
        if turn < 2:  # warm-up: caches, memoised parts
            continue
        slides = len(pages.pages)
        baseline.append(plain)
        parts = {"compose": composing, "arrange": arranging, "write": writing, "verify": verifying + linting}
        parts["(lint alone)"] = linting
        parts["write + verify"] = writing + verifying + linting
        parts["all four"] = composing + arranging + writing + verifying + linting
        for name, seconds in parts.items():
            ratios.setdefault(name, []).append(seconds / plain)
    print(f"{options.spec.name}: {slides} slides, {options.rounds} rounds over {', '.join(chosen.languages)}")
    print(f"plain python-pptx      1.000  ({statistics.median(baseline) * 1e3:.1f} ms CPU here)")
    for name, values in ratios.items():
        target = f"target <= {TARGETS[name]:.2f}" if name in TARGETS else ""
        print(f"{name:20} {statistics.median(values):7.3f}  {target}")


if __name__ == "__main__":
    main()
