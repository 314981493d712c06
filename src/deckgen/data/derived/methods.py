"""The arithmetic of derived tables: a matrix of observations in, weights, components and scores out.

Rows of a matrix are entities (at least 3), its columns indicators, none of which is the same everywhere. Results are rounded
to `digits` decimals: the last bits of linear algebra differ between processors.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]
_INDISTINCT = 1e-8
"""Eigenvalues of a correlation matrix that differ by less are taken for equal, and less than this for zero."""


@dataclass(frozen=True)
class EntropyWeights:
    """`normalised[i, j]` of entity i and indicator j from 0 (worst) to 1 (best); `entropy[j]` and `weight[j]`, which sum to
    1; `score[i]` from 0 to 1; `rank[i]` from 1, equal for equal scores."""

    normalised: Matrix
    entropy: Matrix
    weight: Matrix
    score: Matrix
    rank: tuple[int, ...]


@dataclass(frozen=True)
class PrincipalComponents:
    """Of component k, by falling eigenvalue: `eigenvalue[k]`, `share[k]` of the total variance, `cumulative[k]`, the
    correlation `loading[k, j]` with indicator j, and the score `score[i, k]` of entity i, whose variance is the eigenvalue;
    `standardised[i, j]` has mean 0 and variance 1."""

    standardised: Matrix
    eigenvalue: Matrix
    share: Matrix
    cumulative: Matrix
    loading: Matrix
    score: Matrix


class Undetermined(Exception):
    """Components whose direction the data leaves open."""


def entropy_weights(values: Sequence[Sequence[float]], lower: Sequence[bool], digits: int) -> EntropyWeights:
    """Weights by how unevenly an indicator is spread, and the weighted mean as score. `lower[j]`: less is better.

    With x the normalised values and n entities: p = x / sum x, entropy e = -sum(p ln p) / ln n with 0 ln 0 = 0,
    weight = (1 - e) / sum(1 - e), score = sum(weight x)."""
    normalised = _unit_interval(values)
    normalised = np.where(np.array(lower), 1.0 - normalised, normalised)
    shares = normalised / normalised.sum(axis=0)
    logarithms = np.log(shares, out=np.zeros_like(shares), where=shares > 0.0)
    entropy = -(shares * logarithms).sum(axis=0) / math.log(len(values))
    weight = (1.0 - entropy) / (1.0 - entropy).sum()
    score = _rounded((normalised * weight).sum(axis=1), digits)
    rank = tuple(1 + int((score > own).sum()) for own in score)
    return EntropyWeights(
        _rounded(normalised, digits), _rounded(entropy, digits), _rounded(weight, digits), score, rank
    )


def principal_components(values: Sequence[Sequence[float]], digits: int) -> PrincipalComponents:
    """Eigenvectors of the correlation matrix. Components that explain nothing are left out; of each, the largest loading
    (the first of equal ones) is positive. Raises `Undetermined` if two explain the same."""
    unit = _unit_interval(values)
    standardised = (unit - unit.mean(axis=0)) / unit.std(axis=0)
    rising, vectors = np.linalg.eigh(standardised.T @ standardised / len(values))
    eigenvalue, vectors = rising[::-1], vectors[:, ::-1]
    kept = int((eigenvalue > _INDISTINCT).sum())
    eigenvalue, vectors = eigenvalue[:kept], vectors[:, :kept]
    for number, gap in enumerate(eigenvalue[:-1] - eigenvalue[1:], 1):
        if gap < _INDISTINCT:
            raise Undetermined(
                f"components {number} and {number + 1} explain the same share, so that neither is determined"
            )
    loading = (vectors * np.sqrt(eigenvalue)).T
    largest = np.abs(_rounded(loading, digits)).argmax(axis=1)
    sign = np.sign(loading[np.arange(kept), largest])
    share = eigenvalue / len(values[0])
    return PrincipalComponents(
        standardised=_rounded(standardised, digits),
        eigenvalue=_rounded(eigenvalue, digits),
        share=_rounded(share, digits),
        cumulative=_rounded(share.cumsum(), digits),
        loading=_rounded(loading * sign[:, np.newaxis], digits),
        score=_rounded(standardised @ (vectors * sign), digits),
    )


def _unit_interval(values: Sequence[Sequence[float]]) -> Matrix:
    """Each column from its least value, 0, to its greatest, 1. Scaled first, so that no difference overflows."""
    matrix = np.array(values, dtype=np.float64)
    scaled = matrix / np.abs(matrix).max(axis=0)
    least = scaled.min(axis=0)
    return (scaled - least) / (scaled.max(axis=0) - least)


def _rounded(values: Matrix, digits: int) -> Matrix:
    """Rounded, with no negative zero."""
    return np.round(values, digits) + 0.0
