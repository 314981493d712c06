"""Entropy weights and principal components: examples worked by hand, a second implementation, and what must always hold."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckgen.data.derived.methods import Undetermined, entropy_weights, principal_components

DIGITS = 6


def test_entropy_weights_by_hand() -> None:
    """Three cities; output 0, 5, 10 (more is better), dust 10, 10, 30 (less is better).

    Output: x = 0, 1/2, 1; p = 0, 1/3, 2/3; e = (ln 3 / 3 + 2/3 ln 3/2) / ln 3 = 0.579380.
    Dust: x = 1, 1, 0; p = 1/2, 1/2, 0; e = ln 2 / ln 3 = 0.630930.
    Weights: 0.420620 / 0.789690 = 0.532639 and 0.369070 / 0.789690 = 0.467361.
    Scores: 0 + 0.467361; 0.266320 + 0.467361; 0.532639 + 0."""
    result = entropy_weights([(0, 10), (5, 10), (10, 30)], [False, True], DIGITS)
    assert result.normalised.tolist() == [[0, 1], [0.5, 1], [1, 0]]
    assert result.entropy.tolist() == [0.57938, 0.63093]
    assert result.weight.tolist() == [0.532639, 0.467361]
    assert result.score.tolist() == [0.467361, 0.73368, 0.532639]
    assert result.rank == (3, 1, 2)


def test_equal_scores_share_a_rank() -> None:
    """Both indicators are spread alike, 0, 1/2, 1 and 1, 1/2, 0: each weighs 1/2, and so does every city."""
    result = entropy_weights([(0, 10), (5, 20), (10, 30)], [False, True], DIGITS)
    assert (result.weight.tolist(), result.score.tolist(), result.rank) == ([0.5, 0.5], [0.5, 0.5, 0.5], (1, 1, 1))


def test_the_next_rank_is_skipped_after_equal_scores() -> None:
    assert entropy_weights([(2,), (2,), (1,)], [False], DIGITS).rank == (1, 1, 3)


def test_principal_components_by_hand() -> None:
    """x = 1, 2, 3 and y = 1, 3, 2. Standardised (variance 2/3): -1.224745, 0, 1.224745 and -1.224745, 1.224745, 0.
    Correlation r = 1/2, so the eigenvalues are 1 + r and 1 - r, their vectors (1, 1) / √2 and (1, -1) / √2.
    Loadings: √(3/2) / √2 = 0.866025 twice; √(1/2) / √2 = 0.5 and -0.5. Scores: (x + y) / √2 and (x - y) / √2."""
    result = principal_components([(1, 1), (2, 3), (3, 2)], DIGITS)
    assert result.standardised.tolist() == [[-1.224745, -1.224745], [0, 1.224745], [1.224745, 0]]
    assert result.eigenvalue.tolist() == [1.5, 0.5]
    assert (result.share.tolist(), result.cumulative.tolist()) == ([0.75, 0.25], [0.75, 1])
    assert result.loading.tolist() == [[0.866025, 0.866025], [0.5, -0.5]]
    assert result.score.tolist() == [[-1.732051, 0], [0.866025, -0.866025], [0.866025, 0.866025]]


def test_components_that_explain_nothing_are_left_out() -> None:
    result = principal_components([(1, 2), (2, 4), (4, 8)], DIGITS)
    assert (result.eigenvalue.tolist(), result.loading.tolist()) == ([2], [[1, 1]])


def test_components_of_equal_share_are_refused() -> None:
    with pytest.raises(Undetermined, match="components 1 and 2 explain the same share"):
        principal_components([(0, 0), (0, 1), (1, 0), (1, 1)], DIGITS)


def test_the_largest_loading_is_positive() -> None:
    """With the signs of all values turned, the loadings are the same and the scores are turned."""
    values = [(1.0, 9.0, 2.0), (4.0, 3.0, 5.0), (6.0, 5.0, 5.5), (8.0, 1.0, 9.0)]
    result = principal_components(values, DIGITS)
    turned = principal_components([tuple(-value for value in row) for row in values], DIGITS)
    largest = [max(row, key=abs) for row in result.loading.tolist()]
    assert all(loading > 0 for loading in largest)
    assert turned.loading.tolist() == result.loading.tolist()
    assert turned.score.tolist() == (-result.score + 0.0).tolist()


def _sample(seed: int) -> Any:
    return np.random.default_rng(seed).normal(size=(12, 5)) @ np.random.default_rng(seed + 100).normal(size=(5, 5)) + 40


@pytest.mark.parametrize("seed", range(5))
def test_components_as_scikit_learn_has_them(seed: int) -> None:
    decomposition = pytest.importorskip("sklearn.decomposition")
    preprocessing = pytest.importorskip("sklearn.preprocessing")
    values = _sample(seed)
    standardised = preprocessing.StandardScaler().fit_transform(values)
    oracle = decomposition.PCA().fit(standardised)
    result = principal_components(values.tolist(), DIGITS)
    np.testing.assert_allclose(result.standardised, standardised, atol=1e-6)
    np.testing.assert_allclose(result.share, oracle.explained_variance_ratio_, atol=1e-6)
    # Its variances divide by n - 1, ours by n; its signs are arbitrary.
    loading = oracle.components_ * np.sqrt(oracle.explained_variance_ * 11 / 12)[:, np.newaxis]
    np.testing.assert_allclose(np.abs(result.loading), np.abs(loading), atol=1e-6)
    np.testing.assert_allclose(np.abs(result.score), np.abs(oracle.transform(standardised)), atol=1e-6)
    np.testing.assert_allclose(result.score.T @ result.standardised / 12 / result.eigenvalue[:, np.newaxis] ** 0.5,
                               result.loading, atol=1e-5)  # fmt: skip


def _plain_entropy_weights(values: Sequence[Sequence[float]], lower: Sequence[bool]) -> tuple[list[float], list[float]]:
    """The same method without numpy: (weights, scores)."""
    columns: list[list[float]] = []
    for column, falling in zip(zip(*values, strict=True), lower, strict=True):
        least, most = min(column), max(column)
        columns.append([(most - x if falling else x - least) / (most - least) for x in column])
    spare: list[float] = []
    for column in columns:
        shares = [x / math.fsum(column) for x in column]
        spare.append(1 + math.fsum(p * math.log(p, len(values)) for p in shares if p > 0))
    weights = [one / math.fsum(spare) for one in spare]
    scores = [math.fsum(w * column[i] for w, column in zip(weights, columns, strict=True)) for i in range(len(values))]
    return weights, scores


@st.composite
def matrices(draw: st.DrawFn) -> list[list[int]]:
    """3 to 8 entities and 1 to 4 indicators, none the same everywhere."""
    width = draw(st.integers(1, 4))
    rows = draw(st.lists(st.lists(st.integers(-50, 50), min_size=width, max_size=width), min_size=1, max_size=6))
    return [[0] * width, [7] * width, *rows]


@given(matrices(), st.randoms())
def test_entropy_weights_agree_with_plain_arithmetic(values: list[list[int]], random: Any) -> None:
    lower = [random.random() < 0.5 for _ in values[0]]
    result = entropy_weights(values, lower, DIGITS)
    weights, scores = _plain_entropy_weights(values, lower)
    assert result.weight.tolist() == pytest.approx(weights, abs=2e-6)
    assert result.score.tolist() == pytest.approx(scores, abs=2e-6)
    assert sum(weights) == pytest.approx(1)
    assert all(0 <= score <= 1 for score in result.score.tolist())


@given(matrices(), st.sampled_from([1e-300, 0.25, 8.0, 1e300]))
def test_a_change_of_unit_changes_no_weight(values: list[list[int]], factor: float) -> None:
    lower = [False] * len(values[0])
    scaled = [[value * factor for value in row] for row in values]
    first, second = entropy_weights(values, lower, DIGITS), entropy_weights(scaled, lower, DIGITS)
    assert second.weight.tolist() == pytest.approx(first.weight.tolist(), abs=2e-6)


def test_huge_values_do_not_overflow() -> None:
    result = principal_components([(-1.7e308, 1), (1.7e308, 2), (0, 4)], DIGITS)
    assert np.isfinite(result.score).all()
