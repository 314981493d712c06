from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any, ClassVar

import pytest

from deckgen.blocks import registry
from deckgen.blocks.base import Block
from deckgen.diagnostics import DeckgenError
from deckgen.source.located import Path as SelectorPath
from deckgen.source.located import QueryName
from tests.unit.spec.writing import load, with_slide


class Gauge(Block):
    """A block of another package."""

    kind: ClassVar[str] = "gauge"
    shorthand: ClassVar[str | None] = "value"

    value: SelectorPath
    data: QueryName | None = None


def no_block() -> None:
    """Not a block."""


def failing() -> Any:
    raise OSError("no such library")


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, str], None]]:
    """Puts an entry point in place, as an installed package would."""

    def put(name: str, value: str) -> None:
        entry = EntryPoint(name, value, registry.ENTRY_POINT_GROUP)
        monkeypatch.setattr(registry, "entry_points", lambda group: [entry] if group == entry.group else [])
        registry.find_block.cache_clear()
        registry._installed.cache_clear()  # pyright: ignore[reportPrivateUsage]

    yield put
    monkeypatch.undo()
    registry.find_block.cache_clear()
    registry._installed.cache_clear()  # pyright: ignore[reportPrivateUsage]


def test_block_of_another_package_is_read_and_checked(install: Any, tmp_path: Path) -> None:
    install("gauge", f"{__name__}:Gauge")
    spec = load(tmp_path, with_slide("body:\n  - gauge: fastest.rate"))
    (slide,) = spec.slides()
    assert isinstance(slide.body[0], Gauge)
    assert ("fastest", "rate") in {(reference.name, reference.column) for reference in spec.references()}
    with pytest.raises(DeckgenError) as caught:
        load(tmp_path, with_slide("body:\n  - gauge: {value: fastst.rate, data: grwth, size: 3}"))
    assert [(d.code, d.position.column) for d in caught.value.diagnostics if d.position] == [
        ("DG210", 28),
        ("DG210", 47),
        ("DG201", 54),
    ]


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("no_such_package:Gauge", "ModuleNotFoundError"),
        (f"{__name__}:no_block", "is no subclass of Block"),
        (f"{__name__}:failing.attribute", "AttributeError"),
    ],
)
def test_package_that_does_not_load(install: Any, tmp_path: Path, value: str, problem: str) -> None:
    install("gauge", value)
    with pytest.raises(DeckgenError) as caught:
        load(tmp_path, with_slide("body:\n  - gauge: fastest.rate"))
    (found,) = caught.value.diagnostics
    assert (found.code, str(found.position)) == ("DG216", "spec.yaml:18:13")
    assert problem in found.message


def test_built_in_names_come_first_and_load() -> None:
    names = list(registry.block_names(installed=False))
    assert names[0] == "text"
    assert all(registry.find_block(name) is not None for name in names)
    assert {name: block.kind for name in names if (block := registry.find_block(name))} == {
        name: name for name in names
    }
