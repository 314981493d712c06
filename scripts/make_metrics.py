"""Prepare the advance tables of the packaged fonts: fonts/*.ttf in, metrics/*.advances out.

A table is little-endian: units per em (uint16), ascent and descent (int16), the number of runs n (uint32), then n first
characters (uint32), n lengths (uint16) and n advances (uint16). A run is consecutive characters of one advance.
Usage: python scripts/make_metrics.py [--check]
"""

from __future__ import annotations

import struct
import sys
from pathlib import Path

from fontTools.ttLib import TTFont

DEFAULT_THEME = Path(__file__).resolve().parent.parent / "src" / "deckgen" / "theme" / "default"
LONGEST_RUN = 0xFFFF


def advance_table(font_path: Path) -> bytes:
    """The table of one TrueType file."""
    with TTFont(font_path, lazy=True) as font:
        advances = font["hmtx"].metrics
        starts: list[int] = []
        lengths: list[int] = []
        widths: list[int] = []
        for character, glyph in sorted(font.getBestCmap().items()):
            width = advances[glyph][0]
            continues = (
                starts and character == starts[-1] + lengths[-1] and width == widths[-1] and lengths[-1] < LONGEST_RUN
            )
            if continues:
                lengths[-1] += 1
            else:
                starts.append(character)
                lengths.append(1)
                widths.append(width)
        count = len(starts)
        header = struct.pack("<HhhI", font["head"].unitsPerEm, font["hhea"].ascent, font["hhea"].descent, count)
        return header + struct.pack(f"<{count}I{count}H{count}H", *starts, *lengths, *widths)


def main(arguments: list[str]) -> int:
    """Write every table; with --check only compare, and return 1 if one differs."""
    stale = 0
    for font_path in sorted((DEFAULT_THEME / "fonts").glob("*.ttf")):
        target = DEFAULT_THEME / "metrics" / f"{font_path.stem}.advances"
        table = advance_table(font_path)
        if "--check" not in arguments:
            target.write_bytes(table)
        elif not target.is_file() or target.read_bytes() != table:
            print(f"{target.name} is stale: run python scripts/make_metrics.py", file=sys.stderr)
            stale = 1
    return stale


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
