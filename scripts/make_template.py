"""Write the packaged template: `python scripts/make_template.py` makes theme/default/template.pptx and its compiled
form.

Every part is joined from the pieces in `scripts/template_pieces`; nothing comes from another program's default file.
The entries are stored, not compressed, so the bytes are the same on every platform.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "scripts")]

from template_pieces import presentation  # noqa: E402
from template_pieces.layouts import LAYOUTS  # noqa: E402
from template_pieces.master import master  # noqa: E402
from template_pieces.theme import theme  # noqa: E402

from deckgen.write.pptx.package import Package, Relationships, stored  # noqa: E402
from deckgen.write.pptx.xml import XML_HEADER  # noqa: E402

TEMPLATE = ROOT / "src/deckgen/theme/default/template.pptx"
COMPILED = TEMPLATE.with_suffix(".json")

_PRESENTATION = "application/vnd.openxmlformats-officedocument.presentationml."
_THEME = "application/vnd.openxmlformats-officedocument.theme+xml"
_FIRST_LAYOUT_ID = 2_147_483_649


def build() -> bytes:
    """The template package."""
    package = Package({}, compress=stored)

    def add(name: str, xml: str, content_type: str, relationships: Relationships | None = None) -> None:
        package.add_xml(name, XML_HEADER + xml, content_type)
        if relationships:
            package.add_relationships(name, relationships)

    root = Relationships()
    root.add("officeDocument", "ppt/presentation.xml")
    package.add_relationships("", root)

    main = Relationships()
    master_relation = main.add("slideMaster", "slideMasters/slideMaster1.xml")
    notes_relation = main.add("notesMaster", "notesMasters/notesMaster1.xml")
    for kind, target in (
        ("presProps", "presProps.xml"), ("viewProps", "viewProps.xml"), ("theme", "theme/theme1.xml"),
        ("tableStyles", "tableStyles.xml"),
    ):  # fmt: skip
        main.add(kind, target)
    add(
        "ppt/presentation.xml",
        presentation.presentation(master_relation, notes_relation),
        _PRESENTATION + "presentation.main+xml",
        main,
    )

    of_master = Relationships()
    layout_ids = {
        of_master.add("slideLayout", f"../slideLayouts/slideLayout{number}.xml"): _FIRST_LAYOUT_ID + number - 1
        for number in range(1, len(LAYOUTS) + 1)
    }
    of_master.add("theme", "../theme/theme1.xml")
    add("ppt/slideMasters/slideMaster1.xml", master(layout_ids), _PRESENTATION + "slideMaster+xml", of_master)

    of_layout = Relationships()
    of_layout.add("slideMaster", "../slideMasters/slideMaster1.xml")
    for number, layout in enumerate(LAYOUTS, 1):
        add(f"ppt/slideLayouts/slideLayout{number}.xml", layout.xml(), _PRESENTATION + "slideLayout+xml", of_layout)

    of_notes = Relationships()
    of_notes.add("theme", "../theme/theme2.xml")
    add("ppt/notesMasters/notesMaster1.xml", presentation.notes_master(), _PRESENTATION + "notesMaster+xml", of_notes)
    add("ppt/theme/theme1.xml", theme("Deckgen"), _THEME)
    add("ppt/theme/theme2.xml", theme("Deckgen notes"), _THEME)
    add("ppt/presProps.xml", presentation.PRESENTATION_PROPERTIES, _PRESENTATION + "presProps+xml")
    add("ppt/viewProps.xml", presentation.VIEW_PROPERTIES, _PRESENTATION + "viewProps+xml")
    add("ppt/tableStyles.xml", presentation.table_styles(), _PRESENTATION + "tableStyles+xml")
    return package.to_bytes()


def main() -> None:
    from deckgen.theme.compiled import dump_template
    from deckgen.theme.template import compile_template

    data = build()
    TEMPLATE.write_bytes(data)
    COMPILED.write_text(dump_template(compile_template(data)), encoding="utf-8")
    print(f"{TEMPLATE.relative_to(ROOT)}: {len(data):,} bytes")


if __name__ == "__main__":
    main()
