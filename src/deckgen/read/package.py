"""An Office package opened safely: bytes in; parts, their XML, content types and relationships out, each read once.

Reader and checker share one `Package`, so a part is inflated and parsed once. Part names carry no leading slash; the
package itself, as the owner of the root relationships, is the empty name.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from posixpath import dirname, normpath

from deckgen.read.xml import Element, parse_xml, parsed, unreadable

MAXIMUM_ENTRIES = 5_000
MAXIMUM_BYTES = 200 * 1024 * 1024
MAXIMUM_RATIO = 500
"""Largest accepted ratio of an entry's size to its compressed size, above one megabyte."""

CONTENT_TYPES = "[Content_Types].xml"

_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATIONSHIP = f"{{{_RELATIONSHIPS}}}Relationship"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


@dataclass(frozen=True, slots=True)
class Relationship:
    """`kind` is the last segment of `type`. `target` is a part name, or the address as written when `external`."""

    id: str
    type: str
    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class ContentTypes:
    """Content types by part name (`overrides`) and by extension in lower case (`defaults`); `repeated` are the part names
    and .extensions stated more than once."""

    overrides: Mapping[str, str]
    defaults: Mapping[str, str]
    repeated: tuple[str, ...]


def relationship_part(name: str) -> str:
    """The name of the part that holds the relationships of part `name`."""
    folder, _, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"


def relationship_owner(name: str) -> str:
    """The part whose relationships the part `name` (``…/_rels/….rels``) holds."""
    folder, _, file = name.rpartition("/")
    return (folder.removesuffix("_rels") + file.removesuffix(".rels")).removeprefix("/")


_CONSTANT = ("ppt/slideLayouts/", "ppt/slideMasters/", "ppt/notesMasters/", "ppt/theme/", "ppt/tableStyles")
"""Parts that every deck of a theme repeats byte by byte: each is parsed once a process. Nobody changes a parsed part."""


@lru_cache(maxsize=64)
def _parse_constant(data: bytes) -> Element:
    return parse_xml(data)


class Package:
    """The parts of a .pptx or .xlsx. `DeckgenError` DG700 (no package), DG701 (unsafe), DG702 (an entry twice)."""

    def __init__(self, data: bytes) -> None:
        try:
            entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise unreadable("DG700", f"the file is no zip package: {error}") from error
        _check_entries(entries)
        self._zip = data
        self._entries = {entry.filename: entry for entry in entries if not entry.is_dir()}
        self._data: dict[str, bytes] = {}
        self._xml: dict[str, Element] = {}
        self._relationships: dict[str, tuple[Relationship, ...]] = {}
        self._types: ContentTypes | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """All entries, `[Content_Types].xml` and relationship parts included, in the order of the zip."""
        return tuple(self._entries)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def data(self, name: str) -> bytes:
        """The bytes of a part. DG700 if they are damaged, DG705 if there is no such part."""
        if name not in self._data:
            self._data[name] = self._inflated(name)
        return self._data[name]

    def _inflated(self, name: str) -> bytes:
        if name not in self._entries:
            raise unreadable("DG705", f"{name} is missing")
        return _inflate(self._zip, self._entries[name])

    def xml(self, name: str) -> Element:
        """The root of an XML part. DG703 if it is not well formed, DG704 if a control character is the reason."""
        root = self._xml.get(name)
        if root is None:
            if name.startswith(_CONSTANT):
                data = self.data(name)
                root = parsed(name, data, lambda: _parse_constant(data))
            else:
                # The bytes of a part that is parsed are not kept: the next part takes their memory, which is warm.
                data = self._inflated(name)
                root = parsed(name, data, lambda: parse_xml(data))
            self._xml[name] = root
        return root

    def relationships(self, name: str = "") -> tuple[Relationship, ...]:
        """The relationships of part `name` in the order written; none if it has no relationship part."""
        if name not in self._relationships:
            part = relationship_part(name)
            if part in self:
                data = self._inflated(part)
                self._relationships[name] = parsed(part, data, lambda: _relationships(data, dirname(name)))
            else:
                self._relationships[name] = ()
        return self._relationships[name]

    def target(self, name: str, relationship_id: str) -> str | None:
        """The part that `relationship_id` of part `name` leads to, or None."""
        for relationship in self.relationships(name):
            if relationship.id == relationship_id and not relationship.external:
                return relationship.target
        return None

    def related(self, name: str, kind: str) -> tuple[str, ...]:
        """The parts that part `name` leads to by relationships of this kind."""
        return tuple(item.target for item in self.relationships(name) if item.kind == kind and not item.external)

    def content_type(self, name: str) -> str | None:
        """The content type of a part: its override, else the default of its extension."""
        types = self.content_types
        return types.overrides.get(name) or types.defaults.get(name.rpartition(".")[2].lower())

    @property
    def content_types(self) -> ContentTypes:
        """What `[Content_Types].xml` states."""
        if self._types is None:
            data = self.data(CONTENT_TYPES)
            self._types = parsed(CONTENT_TYPES, data, lambda: _content_types(data))
        return self._types


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    """The scan before anything is inflated."""
    if len(entries) > MAXIMUM_ENTRIES:
        raise unreadable("DG701", f"the package has {len(entries)} entries; at most {MAXIMUM_ENTRIES} are read")
    total = sum(entry.file_size for entry in entries)
    if total > MAXIMUM_BYTES:
        raise unreadable("DG701", f"the package inflates to {total} bytes; at most {MAXIMUM_BYTES} are read")
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename
        if name.startswith("/") or "\\" in name or ".." in name.split("/") or ":" in name:
            raise unreadable("DG701", f"the entry {name!r} leads out of the package")
        if entry.flag_bits & 1:
            raise unreadable("DG701", f"the entry {name!r} is encrypted")
        if entry.file_size > 1024 * 1024 and entry.file_size > MAXIMUM_RATIO * max(entry.compress_size, 1):
            raise unreadable("DG701", f"the entry {name!r} inflates more than {MAXIMUM_RATIO} times")
        # Part names are compared without regard to case (OPC, 6.2.2.3).
        if name.lower() in seen:
            raise unreadable("DG702", f"the package holds {name!r} twice")
        seen.add(name.lower())


def _inflate(data: bytes, entry: zipfile.ZipInfo) -> bytes:
    """One entry's bytes, straight from the zip: `zipfile` spends more time on its file objects than on inflating."""
    start = entry.header_offset
    header = data[start : start + 30]
    if len(header) < 30 or header[:4] != b"PK\x03\x04":
        raise unreadable("DG700", f"{entry.filename}: the zip has no header where it should be")
    start += 30 + int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    raw = data[start : start + entry.compress_size]
    try:
        if entry.compress_type == zipfile.ZIP_DEFLATED:
            raw = zlib.decompressobj(-15).decompress(raw, entry.file_size + 1)
        elif entry.compress_type != zipfile.ZIP_STORED:
            raise unreadable("DG700", f"{entry.filename}: compression method {entry.compress_type} is not supported")
    except zlib.error as error:
        raise unreadable("DG700", f"{entry.filename}: the compressed data are damaged: {error}") from error
    if len(raw) != entry.file_size or zlib.crc32(raw) != entry.CRC:
        raise unreadable("DG700", f"{entry.filename}: the compressed data are damaged")
    return raw


# Parts of these two forms repeat byte by byte within a deck and from deck to deck, so each is parsed once.


@lru_cache(maxsize=1024)
def _relationships(data: bytes, folder: str) -> tuple[Relationship, ...]:
    found: list[Relationship] = []
    for item in parse_xml(data).iter(_RELATIONSHIP):
        target = item.get("Target", "")
        external = item.get("TargetMode") == "External"
        if not external and target:
            target = target[1:] if target.startswith("/") else normpath(f"{folder}/{target}").removeprefix("/")
        kind = item.get("Type", "")
        found.append(Relationship(item.get("Id", ""), kind, kind.rpartition("/")[2], target, external))
    return tuple(found)


@lru_cache(maxsize=256)
def _content_types(data: bytes) -> ContentTypes:
    stated: list[str] = []
    overrides: dict[str, str] = {}
    defaults: dict[str, str] = {}
    for item in parse_xml(data):
        content_type = item.get("ContentType", "")
        if item.tag == f"{{{_TYPES}}}Override":
            name = item.get("PartName", "")
            overrides[name.removeprefix("/")] = content_type
            stated.append(name.lower())
        elif item.tag == f"{{{_TYPES}}}Default":
            extension = item.get("Extension", "").lower()
            defaults[extension] = content_type
            stated.append("." + extension)
    return ContentTypes(overrides, defaults, tuple(sorted({name for name in stated if stated.count(name) > 1})))
