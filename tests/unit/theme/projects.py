"""Projects with a theme of their own, and templates with something changed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from deckgen.workspace import Workspace

PACKAGED = files("deckgen.theme").joinpath("default", "template.pptx").read_bytes()


def project(folder: Path, stated: str, template: bytes | None = None, name: str = "client") -> Workspace:
    theme = folder / "assets" / "themes" / name
    theme.mkdir(parents=True)
    (theme / "theme.yaml").write_text(stated, encoding="utf-8")
    if template is not None:
        (theme / "client.pptx").write_bytes(template)
    return Workspace(folder)


def changed(change: Callable[[dict[str, bytes]], None]) -> bytes:
    """The packaged template with its parts changed."""
    with zipfile.ZipFile(io.BytesIO(PACKAGED)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def replaced(part: str, old: str, new: str) -> bytes:
    def change(parts: dict[str, bytes]) -> None:
        assert old.encode() in parts[part]
        parts[part] = parts[part].replace(old.encode(), new.encode())

    return changed(change)
