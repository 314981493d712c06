"""Written decks with one fault each: the parts of the sample deck, changed, as a package again."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from tests.unit.verify import sample

Parts = dict[str, bytes]

TYPES = "[Content_Types].xml"
PRESENTATION = "ppt/presentation.xml"
PRESENTATION_RELS = "ppt/_rels/presentation.xml.rels"
TEXT_SLIDE = "ppt/slides/slide2.xml"
CHART_SLIDE = "ppt/slides/slide3.xml"
TABLE_SLIDE = "ppt/slides/slide4.xml"
CHART = "ppt/charts/chart1.xml"
WORKBOOK = "ppt/embeddings/chart1.xlsx"
NOTES = "ppt/notesSlides/notesSlide2.xml"
EVERY_PARAGRAPH = re.compile(rb"<a:p>.*?</a:p>|<a:p/>", re.DOTALL)
CORE = "docProps/core.xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def unpack(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(parts: Parts, *more: tuple[str, bytes]) -> bytes:
    """The parts as a zip; `more` entries come after them, under any name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (*parts.items(), *more):
            archive.writestr(name, content)
    return stream.getvalue()


@dataclass(frozen=True)
class Fault:
    name: str
    code: str
    change: Callable[[Parts], None]

    def deck(self) -> bytes:
        parts = unpack(sample.deck())
        self.change(parts)
        return pack(parts)


def swap(part: str, old: str, new: str) -> Callable[[Parts], None]:
    """Replace the first `old` of a part, which must have it."""

    def change(parts: Parts) -> None:
        text = parts[part].decode()
        assert old in text, (part, old)
        parts[part] = text.replace(old, new, 1).encode()

    return change


def within(part: str, after: str, old: str, new: str) -> Callable[[Parts], None]:
    """Replace the first `old` that follows `after`."""

    def change(parts: Parts) -> None:
        head, mark, tail = parts[part].decode().partition(after)
        assert mark, (part, after)
        assert old in tail, (part, old)
        parts[part] = (head + mark + tail.replace(old, new, 1)).encode()

    return change


def both(*changes: Callable[[Parts], None]) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        for one in changes:
            one(parts)

    return change


def drop(part: str) -> Callable[[Parts], None]:
    return lambda parts: parts.pop(part) and None


def put(part: str, content: bytes) -> Callable[[Parts], None]:
    return lambda parts: parts.update({part: content})


def relate(rels: str, kind: str, target: str, mode: str = "") -> Callable[[Parts], None]:
    """Add a relationship."""
    external = f' TargetMode="{mode}"' if mode else ""
    return swap(
        rels,
        "</Relationships>",
        f'<Relationship Id="rIdX" Type="{OFFICE}{kind}" Target="{target}"{external}/></Relationships>',
    )


def override(name: str, content_type: str) -> Callable[[Parts], None]:
    return swap(TYPES, "</Types>", f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>')


def in_workbook(part: str, old: str, new: str) -> Callable[[Parts], None]:
    """Replace a text in a part of the chart's workbook."""

    def change(parts: Parts) -> None:
        book = unpack(parts[WORKBOOK])
        swap(part, old, new)(book)
        parts[WORKBOOK] = pack(book)

    return change


SHEET = "xl/worksheets/sheet1.xml"
RELS2 = "ppt/slides/_rels/slide2.xml.rels"
RELS4 = "ppt/slides/_rels/slide4.xml.rels"
BULLETS = 'name="output/bullets"'
SLIDE_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.slide+xml"
TIMING = (
    '<p:timing><p:tnLst><p:par><p:cTn id="1"><p:childTnLst><p:set><p:cBhvr><p:cTn id="2"/><p:tgtEl><p:spTgt spid="999"/>'
    "</p:tgtEl></p:cBhvr></p:set></p:childTnLst></p:cTn></p:par></p:tnLst></p:timing>"
)

FAULTS = (
    # The package.
    Fault("properties-not-escaped", "DG703", swap(CORE, "R&amp;D", "R&D")),
    Fault("part-cut-off", "DG703", lambda parts: parts.update({TEXT_SLIDE: parts[TEXT_SLIDE][:-20]})),
    Fault("attribute-quoted-twice", "DG703", swap(TEXT_SLIDE, 'lang="en-US"', 'lang=""en-US""')),
    Fault("entity", "DG703", swap(TEXT_SLIDE, "<p:sld ", '<!DOCTYPE p:sld [<!ENTITY x "y">]><p:sld ')),
    Fault("control-character", "DG704", swap(TEXT_SLIDE, "<a:t>Economy", "<a:t>Eco\x0bnomy")),
    Fault("control-character-reference", "DG704", swap(TEXT_SLIDE, "<a:t>Economy", "<a:t>Eco&#1;nomy")),
    Fault("no-content-types", "DG705", drop(TYPES)),
    Fault("no-presentation", "DG705", swap("_rels/.rels", '/officeDocument"', '/other"')),
    Fault("no-core-properties", "DG705", swap("_rels/.rels", 'core-properties"', 'others"')),
    Fault(
        "no-content-type",
        "DG706",
        both(put("ppt/media/image1.png", b"x"), relate(RELS2, "image", "../media/image1.png")),
    ),
    Fault("wrong-content-type", "DG707", swap(TYPES, SLIDE_TYPE, SLIDE_TYPE.replace("slide+", "slideLayout+"))),
    Fault(
        "image-type-that-is-none",
        "DG707",
        both(
            put("ppt/media/image1.jpg", b"x"),
            relate(RELS2, "image", "../media/image1.jpg"),
            swap(TYPES, "<Override", '<Default Extension="jpg" ContentType="image/jpg"/><Override'),
        ),
    ),
    Fault("phantom-override", "DG708", override("ppt/slideMasters/slideMaster2.xml", "application/xml")),
    Fault(
        "phantom-default",
        "DG708",
        swap(TYPES, "<Override", '<Default Extension="gif" ContentType="image/gif"/><Override'),
    ),
    Fault("orphan-part", "DG709", put("ppt/slides/notes.xml", b"<x/>")),
    Fault("relationship-id-twice", "DG710", swap(RELS2, 'Id="rId2"', 'Id="rId1"')),
    Fault("dangling-relationship", "DG711", relate(RELS2, "image", "../media/none.png")),
    Fault("null-relationship", "DG711", relate(RELS2, "slide", "NULL")),
    Fault(
        "relationships-without-owner",
        "DG711",
        put(
            "ppt/slides/_rels/slide9.xml.rels",
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>',
        ),
    ),
    Fault("reference-without-relationship", "DG712", within(CHART_SLIDE, "<c:chart ", 'r:id="', 'r:id="rIdNone')),
    Fault("picture-from-outside", "DG713", relate(RELS2, "image", "https://example.org/x.png", "External")),
    Fault("link-to-a-file", "DG713", relate(RELS2, "hyperlink", "file:///etc/passwd", "External")),
    Fault(
        "macros",
        "DG714",
        both(
            put("ppt/vbaProject.bin", b"x"),
            relate(PRESENTATION_RELS, "vbaProject", "vbaProject.bin"),
            override("ppt/vbaProject.bin", "application/vnd.ms-office.vbaProject"),
        ),
    ),
    Fault(
        "embedded-object",
        "DG714",
        both(
            put("ppt/embeddings/o.bin", b"x"),
            relate(RELS2, "oleObject", "../embeddings/o.bin"),
            override("ppt/embeddings/o.bin", "application/vnd.openxmlformats-officedocument.oleObject"),
        ),
    ),
    Fault("chart-of-two-slides", "DG715", relate(RELS4, "chart", "../charts/chart1.xml")),
    Fault("theme-of-two-masters", "DG715", swap("ppt/notesMasters/_rels/notesMaster1.xml.rels", "theme2", "theme1")),
    Fault("content-type-twice", "DG716", override("ppt/slides/slide1.xml", SLIDE_TYPE)),
    # The presentation.
    Fault(
        "slide-listed-twice",
        "DG720",
        swap(PRESENTATION, '<p:sldId id="259" r:id="rId10"/>', '<p:sldId id="259" r:id="rId9"/>'),
    ),
    Fault("slide-only-taken-off-the-list", "DG720", swap(PRESENTATION, '<p:sldId id="259" r:id="rId10"/>', "")),
    Fault("slide-id-twice", "DG720", swap(PRESENTATION, '<p:sldId id="259"', '<p:sldId id="258"')),
    Fault("slide-id-too-small", "DG720", swap(PRESENTATION, '<p:sldId id="256"', '<p:sldId id="1"')),
    Fault("section-names-missing-slide", "DG721", swap(PRESENTATION, '<p14:sldId id="256"/>', '<p14:sldId id="999"/>')),
    Fault(
        "slide-in-two-sections",
        "DG721",
        swap(PRESENTATION, '<p14:sldId id="257"/>', '<p14:sldId id="257"/><p14:sldId id="256"/>'),
    ),
    Fault("section-id-no-guid", "DG721", within(PRESENTATION, "<p14:section ", 'id="{', 'id="')),
    Fault(
        "layout-id-collides", "DG722", swap("ppt/slideMasters/slideMaster1.xml", 'id="2147483649"', 'id="2147483648"')
    ),
    Fault("layout-id-out-of-range", "DG722", swap("ppt/slideMasters/slideMaster1.xml", 'id="2147483649"', 'id="256"')),
    Fault(
        "layout-not-listed",
        "DG723",
        swap("ppt/slideMasters/slideMaster1.xml", '<p:sldLayoutId id="2147483649" r:id="rId1"/>', ""),
    ),
    Fault("slide-without-layout", "DG723", swap(RELS2, '/slideLayout"', '/other"')),
    Fault(
        "notes-master-not-listed",
        "DG724",
        swap(PRESENTATION, '<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>', ""),
    ),
    Fault(
        "notes-placeholder-unknown", "DG725", swap(NOTES, '<p:ph type="body" idx="3"/>', '<p:ph type="hdr" idx="3"/>')
    ),
    Fault("notes-without-slide", "DG725", swap("ppt/notesSlides/_rels/notesSlide2.xml.rels", '/slide"', '/other"')),
    Fault("property-twice", "DG727", swap(CORE, "<dc:language>", "<dc:language>en</dc:language><dc:language>")),
    Fault("property-date", "DG727", swap(CORE, "2026-01-31T00:00:00Z", "31 January 2026")),
    # Shapes and texts.
    Fault("shape-id-twice", "DG740", swap(TEXT_SLIDE, '<p:cNvPr id="3"', '<p:cNvPr id="2"')),
    Fault("shape-id-none", "DG740", swap(TEXT_SLIDE, '<p:cNvPr id="3"', '<p:cNvPr id="None"')),
    Fault("float-length", "DG741", within(TEXT_SLIDE, BULLETS, 'x="457200"', 'x="457200.5"')),
    Fault("nan-length", "DG741", within(TEXT_SLIDE, BULLETS, 'y="1600200"', 'y="NaN"')),
    Fault("truth-as-size", "DG741", swap(TEXT_SLIDE, 'sz="1050"', 'sz="True"')),
    Fault("scientific-width", "DG741", within(TEXT_SLIDE, "<p:cxnSp>", 'w="9525"', 'w="1e21"')),
    Fault("cell-margin-nan", "DG741", within(TABLE_SLIDE, "<a:tbl>", 'marL="', 'marL="NaN')),
    Fault("negative-extent", "DG742", within(TEXT_SLIDE, BULLETS, 'cx="', 'cx="-')),
    Fault(
        "colour-name",
        "DG743",
        within(TEXT_SLIDE, BULLETS, "<a:noFill/>", '<a:solidFill><a:srgbClr val="White"/></a:solidFill>'),
    ),
    Fault(
        "colour-with-hash",
        "DG743",
        within(TEXT_SLIDE, BULLETS, "<a:noFill/>", '<a:solidFill><a:srgbClr val="#12436D"/></a:solidFill>'),
    ),
    Fault("colour-slot", "DG743", swap(TEXT_SLIDE, 'schemeClr val="accent2"', 'schemeClr val="accent7"')),
    Fault(
        "body-without-paragraph",
        "DG744",
        lambda parts: parts.update({NOTES: EVERY_PARAGRAPH.sub(b"", parts[NOTES])}),
    ),
    Fault(
        "shape-without-body",
        "DG744",
        lambda parts: parts.update({TEXT_SLIDE: without(parts[TEXT_SLIDE], b"<p:txBody>", b"</p:txBody>")}),
    ),
    Fault(
        "cell-without-body",
        "DG744",
        lambda parts: parts.update({TABLE_SLIDE: without(parts[TABLE_SLIDE], b"<a:txBody>", b"</a:txBody>")}),
    ),
    Fault("unknown-preset", "DG745", swap(TEXT_SLIDE, 'prst="rect"', 'prst="oval"')),
    Fault(
        "handle-of-a-rectangle",
        "DG745",
        swap(TEXT_SLIDE, '"rect"><a:avLst/>', '"rect"><a:avLst><a:gd name="adj" fmla="val 5"/></a:avLst>'),
    ),
    Fault(
        "handle-of-another-shape",
        "DG745",
        swap(TEXT_SLIDE, '"rect"><a:avLst/>', '"round2SameRect"><a:avLst><a:gd name="adj" fmla="val 5"/></a:avLst>'),
    ),
    Fault("animation-dangles", "DG746", swap(TEXT_SLIDE, "</p:clrMapOvr>", "</p:clrMapOvr>" + TIMING)),
    Fault(
        "connector-dangles",
        "DG746",
        swap(TEXT_SLIDE, "<p:cNvCxnSpPr/>", '<p:cNvCxnSpPr><a:stCxn id="99" idx="0"/></p:cNvCxnSpPr>'),
    ),
    Fault(
        "placeholder-twice",
        "DG747",
        swap(TEXT_SLIDE, '<p:ph type="body" sz="quarter" idx="13"/>', '<p:ph type="title"/>'),
    ),
    Fault(
        "placeholder-unknown",
        "DG747",
        swap(TEXT_SLIDE, 'type="body" sz="quarter" idx="13"', 'type="body" sz="quarter" idx="77"'),
    ),
    Fault(
        "background-without-effects",
        "DG748",
        swap(
            TEXT_SLIDE,
            "<p:cSld>",
            '<p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill></p:bgPr></p:bg>',
        ),
    ),
    Fault(
        "row-short-of-a-cell",
        "DG749",
        lambda parts: parts.update({TABLE_SLIDE: without(parts[TABLE_SLIDE], b"<a:tc>", b"</a:tc>")}),
    ),
    Fault("span-out-of-the-grid", "DG749", swap(TABLE_SLIDE, "<a:tc>", '<a:tc gridSpan="3">')),
    Fault("span-over-cells-not-merged", "DG749", swap(TABLE_SLIDE, "<a:tc>", '<a:tc gridSpan="2">')),
    Fault("merged-without-span", "DG749", swap(TABLE_SLIDE, "<a:tc>", '<a:tc hMerge="1">')),
    # Values, order, charts.
    Fault(
        "axis-id-negative",
        "DG750",
        lambda parts: parts.update({CHART: parts[CHART].replace(b"111111111", b"-2068027336")}),
    ),
    Fault(
        "axis-id-orphan",
        "DG750",
        swap(CHART, '<c:axId val="222222222"/>', '<c:axId val="222222222"/><c:axId val="333"/>'),
    ),
    Fault("crossing-nothing", "DG750", swap(CHART, '<c:crossAx val="222222222"/>', '<c:crossAx val="5"/>')),
    Fault("anchor", "DG751", swap(TEXT_SLIDE, 'anchor="ctr"', 'anchor="mid"')),
    Fault("cell-anchor", "DG751", within(TABLE_SLIDE, "<a:tcPr", 'anchor="', 'anchor="mid')),
    Fault("alignment", "DG751", swap(TEXT_SLIDE, 'algn="ctr"', 'algn="center"')),
    Fault(
        "group-properties-order",
        "DG752",
        swap(TEXT_SLIDE, "<p:cNvGrpSpPr/><p:nvPr/>", "<p:nvPr/><p:cNvGrpSpPr/>"),
    ),
    Fault("group-with-outline", "DG752", swap(TEXT_SLIDE, "<p:grpSpPr>", "<p:grpSpPr><a:ln/>")),
    Fault("end-properties-first", "DG752", swap(TEXT_SLIDE, "<a:p><a:r>", '<a:p><a:endParaRPr lang="en-US"/><a:r>')),
    Fault("paragraph-properties-twice", "DG752", swap(TEXT_SLIDE, "</a:r></a:p>", '</a:r><a:pPr algn="l"/></a:p>')),
    Fault(
        "extent-before-offset",
        "DG752",
        within(
            TEXT_SLIDE,
            BULLETS,
            '<a:off x="457200" y="1600200"/><a:ext cx="7467600" cy="477520"/>',
            '<a:ext cx="7467600" cy="477520"/><a:off x="457200" y="1600200"/>',
        ),
    ),
    Fault(
        "sizes-before-slides",
        "DG752",
        both(
            swap(PRESENTATION, '<p:notesSz cx="6858000" cy="9144000"/>', ""),
            swap(PRESENTATION, "<p:sldIdLst>", '<p:notesSz cx="6858000" cy="9144000"/><p:sldIdLst>'),
        ),
    ),
    Fault("bold-unknown-child", "DG752", swap(TEXT_SLIDE, "</p:txBody></p:sp>", "</p:txBody><p:bold/></p:sp>")),
    Fault(
        "no-workbook",
        "DG753",
        lambda parts: parts.update({CHART: without(parts[CHART], b"<c:externalData", b"</c:externalData>")}),
    ),
    Fault("workbook-missing", "DG753", drop(WORKBOOK)),
    Fault("workbook-corrupt", "DG753", put(WORKBOOK, b"PK\x03\x04 no workbook")),
    Fault("workbook-cut-off", "DG753", lambda parts: parts.update({WORKBOOK: parts[WORKBOOK][:400]})),
    Fault("text-as-number", "DG754", swap(CHART, "<c:v>12.5</c:v>", "<c:v>twelve</c:v>")),
    Fault("nan-point", "DG754", swap(CHART, "<c:v>12.5</c:v>", "<c:v>NaN</c:v>")),
    Fault("truth-point", "DG754", swap(CHART, "<c:v>12.5</c:v>", "<c:v>True</c:v>")),
    Fault("point-beyond-the-count", "DG754", within(CHART, "<c:val>", '<c:ptCount val="3"/>', '<c:ptCount val="1"/>')),
    Fault("no-series", "DG754", lambda parts: parts.update({CHART: without(parts[CHART], b"<c:ser>", b"</c:ser>")})),
    Fault("formula-in-workbook", "DG755", in_workbook(SHEET, "<v>12.5</v>", "<f>6+6.5</f><v>12.5</v>")),
    Fault("point-differs-from-workbook", "DG756", swap(CHART, "<c:v>12.5</c:v>", "<c:v>12.6</c:v>")),
    Fault("category-differs-from-workbook", "DG756", swap(CHART, "<c:v>Guangzhou</c:v>", "<c:v>Guangzhov</c:v>")),
    Fault("cell-differs-from-chart", "DG756", in_workbook(SHEET, "<v>12.5</v>", "<v>12.51</v>")),
    Fault("series-name-differs", "DG756", in_workbook(SHEET, ">Output<", ">Input<")),
    Fault(
        "workbook-relationship-dangles", "DG711", in_workbook("xl/_rels/workbook.xml.rels", "styles.xml", "stiles.xml")
    ),
)


def without(data: bytes, start: bytes, end: bytes) -> bytes:
    """The part without its first element from `start` to `end`."""
    first = data.index(start)
    return data[:first] + data[data.index(end, first) + len(end) :]
