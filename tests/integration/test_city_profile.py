"""A spec with `for_each`: a deck for each of the six study cities, from queries that each run once."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.build.lineage import item_runs
from deckgen.build.plan import Choice, SpecPlan, plan
from deckgen.build.run import products
from deckgen.model.inputs import Inputs
from deckgen.model.pages import Page
from deckgen.model.text import Run
from deckgen.read.pptx import read_deck

SPEC = Path(__file__).parent / "city_profile" / "deck.yaml"
CITIES = ("beijing", "guangzhou", "hangzhou", "shanghai", "shenzhen", "xiongan")


@pytest.fixture(scope="module")
def profile() -> SpecPlan:
    (spec_plan,) = plan([SPEC], Choice())
    return spec_plan


def slides(profile: SpecPlan, city: str) -> dict[str, tuple[str, ...]]:
    """Keys of the written slides by language."""
    (inputs,) = [inputs for inputs in profile.inputs if inputs.name == city]
    decks = [output for product in products(profile, inputs) for output in product.outputs if output.format == "pptx"]
    return {deck.language: tuple(page.key for page in read_deck(deck.data).pages) for deck in decks}


def test_queries_run_once_for_all_targets(profile: SpecPlan) -> None:
    assert tuple(inputs.name for inputs in profile.inputs) == CITIES
    conditions = set(map(str, profile.spec.conditions()))
    assert profile.queries_run == 1 + len(profile.spec.queries) + len(conditions)  # 1 is for_each itself


@pytest.mark.parametrize("city", CITIES)
def test_each_city_has_a_deck_and_brief_in_every_language(city: str, profile: SpecPlan) -> None:
    keys = slides(profile, city)
    assert set(keys) == {"zh", "en", "ja"}
    assert keys["zh"] == keys["en"] == keys["ja"]


def test_a_city_without_data_is_shorter_and_says_what_is_not_known(profile: SpecPlan) -> None:
    sparse, full = slides(profile, "xiongan")["en"], slides(profile, "beijing")["en"]
    assert len(sparse) < len(full)
    assert set(full) - set(sparse)
    (inputs,) = [inputs for inputs in profile.inputs if inputs.name == "xiongan"]
    assert not inputs.queries["series"].has_rows
    for product in products(profile, inputs):
        shown = [page for output in product.outputs if output.format == "pptx" for page in output.pages.pages]
        texts = [run.text for page in shown for run in _texts(page)]
        topics = [
            "".join(run.text for run in slide.topic.template(product.document.language).render({}, "en")[0])
            for slide in profile.spec.slides()
            if slide.needs and slide.key not in sparse and slide.topic is not None
        ]
        assert topics
        assert all(any(topic in text for text in texts) for topic in topics)


def _texts(page: Page) -> list[Run]:
    return [run for item in page.items for run in item_runs(item)]


def test_each_target_has_its_own_digest(profile: SpecPlan) -> None:
    digests = [inputs.digest for inputs in profile.inputs]
    assert len(set(digests)) == len(digests)
    again: Inputs = plan([SPEC], Choice())[0].inputs[0]
    assert again.digest == digests[0]
