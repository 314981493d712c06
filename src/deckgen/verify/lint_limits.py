"""The limits of the linter in one table, each with its reason. Languages are zh, en, ja; lengths are characters."""

from __future__ import annotations

from collections.abc import Mapping

SMALLEST_TYPE = 9.0
"""Points. Smaller type cannot be read from a printed slide, let alone a projected one."""
LEAST_CONTRAST_LARGE = 3.0
"""WCAG 2 level AA, as `theme.contrast.LEAST_CONTRAST`: strokes of large type are thick enough for less."""
LARGE_TYPE, LARGE_BOLD_TYPE = 18.0, 14.0
"""Points from which type counts as large."""

SHORTEST_TITLE: Mapping[str, int] = {"zh": 12, "ja": 12, "en": 25}
"""A shorter title names a topic; a conclusion takes a subject and a verb."""
LONGEST_TITLE: Mapping[str, int] = {"zh": 48, "ja": 56, "en": 100}
"""What is read at a glance in one language: kana carry less than ideographs, letters less than either. Two lines hold more
(68 ideographs, about 118 letters), so this is a limit of the editor, not of the page."""
MOST_TITLE_LINES = 2
MOST_BODY_WORDS = 260
"""Ideographs, kana and words: about a minute's reading, the time that a slide is shown."""
MOST_BULLETS = 6
MOST_TABLE_ROWS, MOST_TABLE_COLUMNS = 9, 8
"""Below the heading. More can be read, but not while somebody speaks."""
MOST_LIST_COLUMNS = 2
"""A table of so few columns is a list, looked up line by line (the sources), so its rows are not counted."""
