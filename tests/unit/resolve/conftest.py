from __future__ import annotations

import pytest

from deckgen.data import Dataset
from tests.unit.resolve.fixture import fixture_dataset


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    return fixture_dataset()
