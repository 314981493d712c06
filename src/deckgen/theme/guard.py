"""Refuses template files that are no plain .pptx, before anything parses them."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from deckgen.diagnostics import DeckgenError, Diagnostic, Position

MAXIMUM_ENTRIES = 5_000
MAXIMUM_BYTES = 200 * 1024 * 1024
_PRESENTATION = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_STRICT = b"http://purl.oclc.org/ooxml/"
_PROGRAM = re.compile(r"vbaproject|/activex/|/embeddings/[^/]*\.bin$")
_RELATIONSHIP = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_EXTERNAL = re.compile(rb"""TargetMode\s*=\s*["']External["']""")
_HYPERLINK = re.compile(rb"""/hyperlink["']""")
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0"
_POINTER = b"version https://git-lfs"


def refuse_unsafe(data: bytes, shown: str, at: Position | None) -> None:
    """`DeckgenError` DG284 if the file is no .pptx, is encrypted, is too large when unpacked, or holds macros, embedded
    programs, links to outside files or XML with a document type."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            reason = _reason(archive)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError, OSError, KeyError):
        reason = _foreign(data)
    if reason:
        raise DeckgenError([Diagnostic("DG284", f"'{shown}' cannot be a template: {reason}", at)])


def _foreign(data: bytes) -> str:
    if data.startswith(_POINTER):
        return "it is a pointer to a file kept elsewhere; fetch the file itself"
    if data.startswith(_COMPOUND_FILE):
        return "it is encrypted or in the old .ppt format"
    return "it is no .pptx"


def _reason(archive: zipfile.ZipFile) -> str | None:
    """Why the package is refused, or None."""
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > MAXIMUM_ENTRIES or sum(entry.file_size for entry in entries) > MAXIMUM_BYTES:
        return f"it unpacks to more than {MAXIMUM_ENTRIES} parts or {MAXIMUM_BYTES // 2**20} MB"
    if len({name.casefold() for name in names}) < len(names) or any(".." in name.split("/") for name in names):
        return "two of its parts have one name, or a part lies outside the package"
    lowered = [name.casefold() for name in names]
    if any(_PROGRAM.search(name) for name in lowered):
        return "it holds macros or embedded programs"
    if not {"[Content_Types].xml", "_rels/.rels", "ppt/presentation.xml"} <= set(names):
        return "it is no .pptx"
    if _PRESENTATION not in archive.read("[Content_Types].xml"):
        return "its main part is no presentation (a .potx, .pptm or Strict file; save it as .pptx)"
    if _STRICT in archive.read("_rels/.rels"):
        return "it is a Strict Open XML file; save it as .pptx"
    for name in names:
        content = archive.read(name) if name.endswith((".xml", ".rels")) else b""
        if b"<!DOCTYPE" in content:
            return f"{name} has a document type"
        if name.endswith(".rels") and _leads_out(content):
            return f"{name} links to a file outside"
    return None


def _leads_out(relationships: bytes) -> bool:
    """Whether a part takes content from outside the package; hyperlinks only send a reader there."""
    return any(
        _EXTERNAL.search(element) and not _HYPERLINK.search(element) for element in _RELATIONSHIP.findall(relationships)
    )
