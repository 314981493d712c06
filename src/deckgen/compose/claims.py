"""Claims decide which text a target gets, conditions which slides and blocks."""

from __future__ import annotations

import re
from collections.abc import Collection

from deckgen.diagnostics import Diagnostics
from deckgen.model.inputs import ClaimResult, Inputs
from deckgen.source.located import Condition
from deckgen.spec.model import SlideSpec
from deckgen.text.localized import LocalizedText

TEXTS_UNDER_CLAIM = ("takeaway", "prose", "notes")


class Claims:
    """The resolved claims of a target. Failed and undecided ones are reported once each, with what they compared."""

    def __init__(self, inputs: Inputs, found: Diagnostics) -> None:
        self._results = inputs.claims
        self._queries = frozenset(inputs.queries)
        self._found = found
        self._reported: set[str] = set()

    def applies(self, condition: Condition | None) -> bool:
        """Whether a `when` lets its slide or block in. NULL is an error of the target."""
        if condition is None:
            return True
        result = self._results[condition.strip()]
        if result.holds is None:
            self._undecided(condition, result)
        return bool(result.holds)

    def choose(self, text: LocalizedText) -> LocalizedText | None:
        """The text or its `otherwise`; None when its claim fails without one (an error of the target)."""
        if text.holds is None or self._holds(text.holds, has_otherwise=text.otherwise is not None, severity=None):
            return text
        return text.otherwise

    def slide_texts(self, slide: SlideSpec) -> dict[str, LocalizedText | None]:
        """`title`, `takeaway`, `prose` and `notes` of a slide after its claim is decided.

        When the claim fails, `otherwise` replaces what it names; other texts that show the claim's queries are left out
        with a warning."""
        texts: dict[str, LocalizedText | None] = {
            "title": slide.title,
            **{name: getattr(slide, name) for name in TEXTS_UNDER_CLAIM},
        }
        if slide.holds is None:
            return texts
        if self._holds(slide.holds, has_otherwise=slide.otherwise is not None, severity=slide.severity):
            return texts
        otherwise = slide.otherwise
        texts["title"] = otherwise.title if otherwise else None
        claimed = set(re.findall(r"\w+", slide.holds)) & self._queries
        for name in TEXTS_UNDER_CLAIM:
            replacement = getattr(otherwise, name) if otherwise else None
            original = texts[name]
            if replacement is not None:
                texts[name] = replacement
            elif original is not None and _shows(original, claimed):
                texts[name] = None
                self._found.warning(
                    "DG504",
                    f"the {name} is left out: it shows what the claim of slide '{slide.key}' is about",
                    original.at,
                    f"add `{name}:` to `otherwise:`",
                )
        return texts

    def _holds(self, condition: Condition, *, has_otherwise: bool, severity: str | None) -> bool:
        result = self._results[condition.strip()]
        if result.holds is None:
            self._undecided(condition, result)
            return True
        if result.holds:
            return True
        if condition not in self._reported:
            self._reported.add(condition)
            message = f"the claim does not hold: {_one_line(condition)}{_compared(result)}"
            if severity == "error" or not has_otherwise:
                hint = "change the text, or say under `otherwise:` what to print then" if not has_otherwise else None
                self._found.error("DG501", message, condition.at, hint)
            else:
                self._found.warning("DG502", f"{message}; the text of `otherwise` is used", condition.at)
        return False

    def _undecided(self, condition: Condition, result: ClaimResult) -> None:
        if condition in self._reported:
            return
        self._reported.add(condition)
        message = f"the claim is undecided (NULL or no row): {_one_line(condition)}{_compared(result)}"
        hint = "leave the slide out with `needs:` where the data is missing"
        self._found.error("DG503", message, condition.at, hint)


def _shows(text: LocalizedText, queries: Collection[str]) -> bool:
    return any(reference.name in queries for template in text.templates() for reference in template.references)


def _one_line(condition: str) -> str:
    line = " ".join(condition.split())
    return line if len(line) <= 100 else f"{line[:99]}…"


def _compared(result: ClaimResult) -> str:
    return f" ({', '.join(f'{name} = {text}' for name, text in result.values)})" if result.values else ""
