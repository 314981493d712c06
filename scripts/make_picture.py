"""Write the README's picture: `python scripts/make_picture.py` draws slides and brief pages of the entry spec side by side."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from deckgen.build.plan import Choice, plan  # noqa: E402
from deckgen.build.run import products  # noqa: E402
from deckgen.read.render import render_pages  # noqa: E402

PICTURE = ROOT / "docs" / "images" / "entry.png"
SLIDES = ("zh", (1, 2, 4, 11)), ("ja", (5, 15)), ("en", (19, 21))
"""Pages of the deck, from 1, by language; four a row."""
PAGES = ("zh", 1), ("zh", 2), ("ja", 3), ("en", 4)
"""Pages of the brief."""
WIDTH, GAP = 1_600, 12
BACKGROUND = (122, 132, 143)


def main() -> None:
    (spec_plan,) = plan([ROOT / "specs" / "hitachi_entry.yaml"], Choice(formats=("slides", "pdf")))
    (inputs,) = spec_plan.inputs
    files = {
        (output.language, output.format): [*render_pages(output.data, 1.0)]
        for product in products(spec_plan, inputs)
        for output in product.outputs
    }
    cell = (WIDTH - 5 * GAP) // 4
    slides = [_image(files[language, "slides"][page - 1], cell) for language, pages in SLIDES for page in pages]
    pages = [_image(files[language, "pdf"][page - 1], cell) for language, page in PAGES]
    rows = [slides[:4], slides[4:], pages]
    height = GAP + sum(row[0].height + GAP for row in rows)
    sheet = Image.new("RGB", (WIDTH, height), BACKGROUND)
    y = GAP
    for row in rows:
        for index, image in enumerate(row):
            sheet.paste(image, (GAP + index * (cell + GAP), y))
        y += row[0].height + GAP
    sheet.save(PICTURE, optimize=True)


def _image(png: bytes, width: int) -> Image.Image:
    image = Image.open(io.BytesIO(png))
    return image.resize((width, round(image.height * width / image.width)), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    main()
