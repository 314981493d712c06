"""Refresh the lock files: pinned versions with hashes for every platform and Python that deckgen supports.

In: pyproject.toml. Out: requirements/run.txt (the tool) and requirements/dev.txt (the tool and its tests). Needs `uv`.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEADER = "# Made by scripts/lock.py from pyproject.toml; do not edit.\n"


def lock(target: Path, *extras: str) -> None:
    command = [
        sys.executable,
        "-m",
        "uv",
        "pip",
        "compile",
        "pyproject.toml",
        "--universal",
        "--python-version",
        "3.11",
    ]
    command += ["--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url", "--quiet"]
    for extra in extras:
        command += ["--extra", extra]
    result = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    target.write_text(HEADER + result.stdout, encoding="utf-8")


if __name__ == "__main__":
    lock(ROOT / "requirements" / "run.txt")
    lock(ROOT / "requirements" / "dev.txt", "dev", "tables")
