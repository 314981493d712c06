"""A template's bytes in, the parts that every deck made from it shares out, compressed once.

Kept is what the presentation reaches: masters, layouts, themes, media. Left behind are the template's own slides,
notes, sections, tags, comments, custom XML, thumbnail and properties. The language's font pair is laid over each theme
part.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from posixpath import dirname, normpath, relpath
from typing import TypeAlias
from zipfile import ZipFile

from lxml import etree

from deckgen.theme.theme import FontPair
from deckgen.write.pptx.drawing import MAIN
from deckgen.write.pptx.package import CONTENT_TYPES_NAME, Entry, deflated
from deckgen.write.pptx.table_style import TABLE_STYLE_ID, table_style

Element: TypeAlias = etree._Element  # pyright: ignore[reportPrivateUsage]  lxml's stubs name its element type so

PRESENTATION = "ppt/presentation.xml"
SECTIONS_EXTENSION = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"

_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_A = f"{{{MAIN}}}"
_THEME = "application/vnd.openxmlformats-officedocument.theme+xml"
_NOTES_MASTER = "application/vnd.openxmlformats-officedocument.presentationml.notesMaster+xml"
_TABLE_STYLES = "application/vnd.openxmlformats-officedocument.presentationml.tableStyles+xml"
_LEFT_BEHIND = frozenset(
    {"slide", "notesSlide", "customXml", "tags", "comments", "commentAuthors", "authors", "printerSettings"}
)
_DROPPED = ("sldIdLst", "custShowLst", "custDataLst", "modifyVerifier")
_MARK = "deckgen-insert"


@dataclass(frozen=True, slots=True)
class SharedPart:
    """`content_type` is None where the extension's default says it."""

    name: str
    entry: Entry
    content_type: str | None


@dataclass(frozen=True, slots=True)
class Skeleton:
    """`presentation` is the presentation part cut where the slide list and the section list go; `relationships` are
    its own (id, type, target). `notes_index` is the `idx` of the notes master's text placeholder."""

    defaults: tuple[tuple[str, str], ...]
    parts: tuple[SharedPart, ...]
    presentation: tuple[str, str, str]
    relationships: tuple[tuple[str, str, str], ...]
    notes_master: str
    notes_index: str


@lru_cache(maxsize=16)
def skeleton(template: bytes, fonts: FontPair, scripts: tuple[tuple[str, str], ...]) -> Skeleton:
    """The shared parts of a template for one language. `scripts` are (script, face) pairs of all languages. The
    template must be one that `theme.load` accepted."""
    source = _Source(template)
    parts: list[SharedPart] = []
    notes_master, notes_index = "", "1"
    for name in source.reachable():
        content_type = source.overrides.get(name)
        data = source.data(name)
        if content_type == _THEME:
            data = _with_fonts(data, fonts, scripts)
        elif content_type == _TABLE_STYLES:
            data = _with_table_style(data)
        elif content_type == _NOTES_MASTER:
            notes_master, notes_index = name, _notes_index(data)
        parts.append(SharedPart(name, deflated(data), content_type))
        if kept := source.kept_relationships(name):
            folder = dirname(name)
            parts.append(SharedPart(f"{folder}/_rels/{name[len(folder) + 1 :]}.rels", deflated(kept), None))
    return Skeleton(
        defaults=tuple(source.defaults.items()),
        parts=tuple(parts),
        presentation=_presentation(source.data(PRESENTATION)),
        relationships=tuple(
            (identity, kind, target) for identity, kind, target, _ in source.relationships(PRESENTATION)
        ),
        notes_master=notes_master,
        notes_index=notes_index,
    )


class _Source:
    """The template package, read as far as it is kept."""

    def __init__(self, template: bytes) -> None:
        self._archive = ZipFile(BytesIO(template))
        self._names = set(self._archive.namelist())
        types = _parse(self.data(CONTENT_TYPES_NAME))
        self.defaults = {
            item.get("Extension", "").lower(): item.get("ContentType", "") for item in types if item.get("Extension")
        }
        self.overrides = {
            item.get("PartName", "").lstrip("/"): item.get("ContentType", "") for item in types if item.get("PartName")
        }

    def data(self, name: str) -> bytes:
        return self._archive.read(name)

    def relationships(self, name: str) -> list[tuple[str, str, str, str]]:
        """(id, type, target as written, part) of the internal relationships that a deck keeps."""
        folder, file = dirname(name), name.rpartition("/")[2]
        part = f"{folder}/_rels/{file}.rels"
        if part not in self._names:
            return []
        return [
            (item.get("Id", ""), kind, target, normpath(f"{folder}/{target}") if target[0] != "/" else target[1:])
            for item in _parse(self.data(part))
            if item.get("TargetMode") != "External"
            and (kind := item.get("Type", "")).rpartition("/")[2] not in _LEFT_BEHIND
            and (target := item.get("Target", ""))
        ]

    def reachable(self) -> Iterator[str]:
        """The parts that the presentation leads to, each once."""
        waiting, seen = [PRESENTATION], {PRESENTATION}
        while waiting:
            for *_, part in self.relationships(waiting.pop(0)):
                if part not in seen and part in self._names:
                    seen.add(part)
                    waiting.append(part)
                    yield part

    def kept_relationships(self, name: str) -> bytes | None:
        """The part's relationships without those left behind; external ones (hyperlinks) stay."""
        folder, file = dirname(name), name.rpartition("/")[2]
        part = f"{folder}/_rels/{file}.rels"
        if part not in self._names:
            return None
        root = _parse(self.data(part))
        for item in list(root):
            if item.get("Type", "").rpartition("/")[2] in _LEFT_BEHIND:
                root.remove(item)
        return _serialised(root)


def _presentation(data: bytes) -> tuple[str, str, str]:
    root = _parse(data)
    for name in _DROPPED:
        for found in root.findall(f"{_P}{name}"):
            root.remove(found)
    lists = [
        child
        for child in root
        if child.tag in (f"{_P}sldMasterIdLst", f"{_P}notesMasterIdLst", f"{_P}handoutMasterIdLst")
    ]
    lists[-1].addnext(etree.Comment(_MARK))
    extensions = root.find(f"{_P}extLst")
    if extensions is None:
        extensions = etree.SubElement(root, f"{_P}extLst")
    for extension in list(extensions):
        if extension.get("uri") == SECTIONS_EXTENSION:
            extensions.remove(extension)
    extensions.insert(0, etree.Comment(_MARK))
    before, between, after = _serialised(root).decode().split(f"<!--{_MARK}-->")
    return before, between, after


def _with_fonts(data: bytes, fonts: FontPair, scripts: tuple[tuple[str, str], ...]) -> bytes:
    """The theme part with the language's pair in its heading and body fonts, and a face for each script."""
    root = _parse(data)
    faces = dict(scripts)
    for collection in (*root.iter(f"{_A}majorFont"), *root.iter(f"{_A}minorFont")):
        for tag, face in (("latin", fonts.latin), ("ea", fonts.east_asian)):
            element = collection.find(f"{_A}{tag}")
            if element is not None:
                element.attrib.clear()
                element.set("typeface", face)
        for element in collection.findall(f"{_A}font"):
            if element.get("script") in faces:
                collection.remove(element)
        anchor = collection.find(f"{_A}cs")
        for script, face in reversed(faces.items()):
            element = etree.Element(f"{_A}font", {"script": script, "typeface": face})
            anchor.addnext(element) if anchor is not None else collection.append(element)
    return _serialised(root)


def _with_table_style(data: bytes) -> bytes:
    """The table styles with the decks' own among them."""
    root = _parse(data)
    if any(style.get("styleId") == TABLE_STYLE_ID for style in root):
        return data
    root.append(_parse(table_style().replace("<a:tblStyle ", f'<a:tblStyle xmlns:a="{MAIN}" ', 1).encode()))
    return _serialised(root)


def _notes_index(data: bytes) -> str:
    for holder in _parse(data).iter(f"{_P}ph"):
        if holder.get("type") == "body":
            return holder.get("idx", "0")
    return "1"


def _parse(data: bytes) -> Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True))


def _serialised(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def target(from_part: str, to_part: str) -> str:
    """A relationship's target: `to_part` as seen from the folder of `from_part`."""
    return relpath(to_part, dirname(from_part))
