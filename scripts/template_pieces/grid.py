"""The geometry of the packaged template: 12 columns on a 16:9 slide, zones on a 6 pt grid. All lengths in EMU."""

from __future__ import annotations

from deckgen.model.geometry import Box

SLIDE_WIDTH, SLIDE_HEIGHT = 12_192_000, 6_858_000
UNIT = 76_200
MARGIN = 457_200
COLUMN = 800_100
GUTTER = 152_400
BAR = 45_720


def columns(first: int, last: int) -> tuple[int, int]:
    """The x and width of the columns `first` to `last`, counted from 1."""
    count = last - first + 1
    return MARGIN + (first - 1) * (COLUMN + GUTTER), count * COLUMN + (count - 1) * GUTTER


def zone(first: int, last: int, y: int, height: int) -> Box:
    """A box over the columns `first` to `last`."""
    x, width = columns(first, last)
    return Box(x, y, width, height)


KICKER = zone(1, 6, 228_600, 228_600)
TITLE = zone(1, 12, 533_400, 838_200)
BODY = zone(1, 12, 1_600_200, 4_495_800)
SOURCE = zone(1, 12, 6_134_100, 342_900)
RULE = Box(MARGIN, 6_496_050, SLIDE_WIDTH - 2 * MARGIN, 0)
FOOTER = zone(1, 8, 6_515_100, 228_600)
SLIDE_NUMBER = zone(12, 12, 6_515_100, 228_600)

TAKEAWAY = zone(1, 12, 5_486_400, 609_600)
BODY_ABOVE_TAKEAWAY = zone(1, 12, BODY.y, TAKEAWAY.y - GUTTER - BODY.y)

BAND = Box(0, 0, 228_600, SLIDE_HEIGHT)
COVER_TITLE = zone(2, 9, 1_828_800, 1_676_400)
COVER_SUBTITLE = zone(2, 9, 3_619_500, 685_800)
COVER_DATE = zone(2, 7, 5_943_600, 304_800)

SECTION_PANEL = Box(0, 0, columns(1, 4)[0] + columns(1, 4)[1], SLIDE_HEIGHT)
SECTION_X = SECTION_PANEL.width + MARGIN
SECTION_WIDTH = SLIDE_WIDTH - MARGIN - SECTION_X
# A little lower than the title, so that the larger type stands on the same line.
SECTION_NUMBER = zone(1, 3, 2_133_600, 1_219_200)
SECTION_TITLE = Box(SECTION_X, 2_057_400, SECTION_WIDTH, 1_219_200)
SECTION_SUBTITLE = Box(SECTION_X, 3_429_000, SECTION_WIDTH, 914_400)
SECTION_FOOTER = Box(SECTION_X, FOOTER.y, columns(5, 10)[1], FOOTER.height)

CLOSING_TITLE = zone(2, 10, 838_200, 914_400)
CLOSING_SUBTITLE = zone(2, 10, 1_828_800, 457_200)
CLOSING_BODY = zone(2, 9, 2_438_400, 3_657_600)
CLOSING_FOOTER = zone(2, 8, FOOTER.y, FOOTER.height)

MOTIF_WIDTH, MOTIF_PITCH = 400_050, 533_400
MOTIF_X = SLIDE_WIDTH - 7 * MOTIF_PITCH - MOTIF_WIDTH - 57_150
MOTIF = (  # height in units, opacity in percent
    (16, 7), (25, 9), (21, 10), (34, 13), (27, 15), (43, 19), (32, 21), (49, 25),
)  # fmt: skip


def motif(left: int = 0) -> list[tuple[Box, int]]:
    """The rising bars of the cover, those right of `left`: box and opacity in percent."""
    bars = [
        (Box(MOTIF_X + index * MOTIF_PITCH, SLIDE_HEIGHT - units * UNIT, MOTIF_WIDTH, units * UNIT), opacity)
        for index, (units, opacity) in enumerate(MOTIF)
    ]
    return [(box, opacity) for box, opacity in bars if box.x >= left]


# Drawing guides in eighths of a point: the margins, the body zone and the gutters between thirds and halves.
VERTICAL_GUIDES = tuple(
    round(x / 12_700 * 8)
    for x in (
        MARGIN,
        columns(1, 4)[0] + columns(1, 4)[1],
        columns(5, 5)[0],
        columns(1, 6)[0] + columns(1, 6)[1],
        columns(7, 7)[0],
        columns(1, 8)[0] + columns(1, 8)[1],
        columns(9, 9)[0],
        SLIDE_WIDTH - MARGIN,
    )
)
HORIZONTAL_GUIDES = tuple(round(y / 12_700 * 8) for y in (TITLE.y, BODY.y, BODY.bottom, SOURCE.bottom))
