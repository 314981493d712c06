"""Any text compiles or is told what is wrong with it; what compiles prints its literal words and nothing else."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from deckgen.diagnostics import DeckgenError
from deckgen.source.located import Located
from deckgen.text.template import compile_template

FRAGMENTS = (
    "{{", "}}", "{{ x.y }}", "**", "*", "[", "](https://a.b)", "](", ")", "|", "\\", "\n", "\n\n", " ", "a.b",
    "percent(1)", "中", "\x00", "\ue000",
)  # fmt: skip
ESCAPED = "\\`*[](){}<>#+-.!_"


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=15).map("".join))
def test_any_text_compiles_or_is_told(text: str) -> None:
    template = None
    with suppress(DeckgenError):
        template = compile_template(Located(text))
    if template is not None and not template.references:
        assert all(run.text for paragraph in template.render({}, "en") for run in paragraph)


@given(st.text(alphabet=ESCAPED + "ab中 ", min_size=1, max_size=40).filter(str.strip))
def test_escaped_text_is_printed_as_it_is(text: str) -> None:
    escaped = "".join(f"\\{character}" if character in ESCAPED else character for character in text)
    (runs,) = compile_template(Located(escaped)).render({}, "en")
    assert "".join(run.text for run in runs) == text.strip()
    assert not any(run.bold or run.link for run in runs)
