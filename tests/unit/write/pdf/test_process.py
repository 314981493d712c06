"""PDF files over processes: no setting of the machine changes a byte, and charts alone pay for their library."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def _program(lines: str, folder: Path, **variables: str) -> str:
    """What a program prints that runs in `folder` with these environment variables and no others but the search path."""
    root = Path(__file__).parents[4]
    run = subprocess.run(
        [sys.executable, "-c", lines],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        cwd=folder,
        env={"PYTHONPATH": f"{root / 'src'}{os.pathsep}{root}", **variables},
    )
    return run.stdout


def test_the_environment_changes_no_byte_and_nothing_is_written_to_the_home(tmp_path: Path) -> None:
    """Not the hash seed, the time zone, the time that a build system sets, nor settings that lie in the folder or home."""
    program = (
        "import hashlib\n"
        "from tests.unit.layout.document import brief, chart, document, packaged_theme, slide\n"
        "from deckgen.write.pdf import write_pdf\n"
        "pages = brief(document(slide(chart(('A', 'B')))))\n"
        "print(hashlib.sha256(write_pdf(pages, packaged_theme())).hexdigest())\n"
    )
    plain, odd, home = tmp_path / "plain", tmp_path / "odd", tmp_path / "home"
    for folder in (plain, odd, home):
        folder.mkdir()
    (odd / "matplotlibrc").write_text("figure.dpi: 300\npatch.linewidth: 9\nfont.size: 30\n")
    first = _program(program, plain, HOME=str(home), PYTHONHASHSEED="1")
    for epoch in ("86400", "no number"):
        variables = {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "2", "SOURCE_DATE_EPOCH": epoch}
        assert _program(program, odd, HOME=str(home), **variables) == first
    assert not list(home.iterdir())


def test_the_drawing_library_of_charts_is_imported_only_for_a_chart(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from tests.unit.layout.document import brief, chart, document, packaged_theme, prose, slide\n"
        "from deckgen.write.pdf import write_pdf\n"
        "for node in (prose('x'), chart(('A', 'B'))):\n"
        "    write_pdf(brief(document(slide(node))), packaged_theme())\n"
        "    print('matplotlib' in sys.modules)\n"
    )
    assert _program(program, tmp_path).split() == ["False", "True"]
