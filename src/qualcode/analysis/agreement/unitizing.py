"""Agreement on where coders draw boundaries: Krippendorff's alpha for unitized text.

Here nobody hands units out. Each coder marks stretches of a text as long as they see fit, and what lies
between them is gap; two coders agree where their marks, or their gaps, cover the same signs. Lengths are in
code points. Long units have more room to meet by chance than short ones, so what is expected depends on
the units' lengths; a gap has no structure and counts as loose signs.

Source: Krippendorff, Mathet, Bouvry & Widlöcher (2016), On the reliability of unitizing textual continua:
further developments, Quality & Quantity 50. Worked example: figure 12.11 of Krippendorff (2019), Content
Analysis, 4th ed.: three coders and seven codes on 60 signs (see the tests): u-alpha 0.510, of marked or
not 0.413, cu-alpha 0.724.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from qualcode.analysis.agreement.coefficients import Parts
from qualcode.analysis.agreement.measuring import RESAMPLES, SEED, Measured, interval_of, values_of
from qualcode.analysis.agreement.patterns import Floats, Ints
from qualcode.analysis.agreement.stretches import Marked, Stretch, flattened

_GAP = 0
_LEAST = 1e-9
_REST = frozenset({""})
_NOBODY = "nobody marked anything"
_NOWHERE = "it was given nowhere where two coders marked something"
_NO_VARIATION = "nothing varies: without variation, agreement cannot be told from chance"


# --- sums over stretches of text ----------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Sums:
    """What the coefficients are made of; each (texts, values), and each adds up over texts.

    Attributes:
        margins: length that was given the value, of what can be paired.
        same: length on which two coders gave it, averaged over pairs.
        squares: what units would add by meeting themselves: their lengths squared, of gaps the length.
    """

    margins: Floats
    same: Floats
    squares: Floats


@dataclass(frozen=True, eq=False)
class Continua:
    """All coders' units of the same texts: of everything, and of what two coders marked at once.

    `values` are what units may be, gap first. `units` is how many there are.
    """

    values: tuple[frozenset[str], ...]
    units: int
    coders: int
    whole: Sums
    inside: Sums


def continua(coders: Sequence[Sequence[Stretch]], lengths: Sequence[int]) -> Continua:
    """Lay the units of coders over one another; `lengths` are those of the texts."""
    values: dict[frozenset[str], int] = {frozenset(): _GAP}
    for units in coders:
        for unit in units:
            values.setdefault(unit.codes, len(values))
    offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    placed = [
        np.array([(offsets[text] + start, offsets[text] + end, values[codes])
                  for text, start, end, codes in units], dtype=np.int64).reshape(-1, 3)
        for units in coders
    ]  # fmt: skip
    edges = np.unique(np.concatenate([offsets, *(units[:, :2].ravel() for units in placed)]))
    length = np.diff(edges).astype(np.float64)
    texts = np.searchsorted(offsets, edges[:-1], side="right") - 1
    laid = _Laid(texts, length, len(lengths), len(values))
    which = [_units_at(units, edges[:-1]) for units in placed]
    given = [
        np.where(unit >= 0, np.append(units[:, 2], _GAP)[unit], _GAP)
        for units, unit in zip(placed, which, strict=True)
    ]
    number = sum(len(units) for units in placed)
    whole, inside = _whole(laid, which, given), _inside(laid, which, given)
    return Continua(tuple(values), number, len(coders), whole, inside)


def _units_at(units: Ints, starts: Ints) -> Ints:
    """For each stretch the number of the unit over it, -1 for none."""
    if not len(units):
        return np.full(len(starts), -1)
    found = np.searchsorted(units[:, 0], starts, side="right") - 1
    return np.where((found >= 0) & (starts < units[np.maximum(found, 0), 1]), found, -1)


@dataclass(frozen=True, eq=False)
class _Laid:
    """Stretches between any edges: in which text, and how long."""

    text: Ints
    length: Floats
    texts: int
    values: int

    def sums(self, value: Ints, weights: Floats) -> Floats:
        """(texts, values): weights summed by text and value."""
        return self._table(self.text * self.values + value, weights)

    def squares(self, unit: Ints, value: Ints, covered: Floats) -> Floats:
        """(texts, values): squared covered lengths of the units."""
        number = int(unit.max(initial=-1)) + 1
        inside = unit >= 0
        lengths = np.bincount(unit[inside], covered[inside], minlength=number)
        where = np.zeros(number, dtype=np.int64)
        where[unit[inside]] = (self.text * self.values + value)[inside]
        return self._table(where, np.asarray(lengths**2, dtype=np.float64))

    def _table(self, where: Ints, weights: Floats) -> Floats:
        flat = np.bincount(where, weights, minlength=self.texts * self.values)
        return np.asarray(flat, dtype=np.float64).reshape(self.texts, self.values)


def _whole(laid: _Laid, which: Sequence[Ints], given: Sequence[Ints]) -> Sums:
    """Everything pairs with everything, gaps too."""
    empty = np.zeros((laid.texts, laid.values))
    margins, same, squares = empty.copy(), empty.copy(), empty.copy()
    for at, (unit, value) in enumerate(zip(which, given, strict=True)):
        margins += laid.sums(value, laid.length)
        squares += laid.squares(unit, value, laid.length)
        squares[:, _GAP] += laid.sums(value, laid.length)[:, _GAP]
        for other in given[:at]:
            same += laid.sums(value, laid.length * (value == other)) * 2 / (len(given) - 1)
    return Sums(margins, same, squares)


def _inside(laid: _Laid, which: Sequence[Ints], given: Sequence[Ints]) -> Sums:
    """Only where both of a pair marked something; a unit is as long as others meet it, on average."""
    empty = np.zeros((laid.texts, laid.values))
    margins, same, squares = empty.copy(), empty.copy(), empty.copy()
    for at, one in enumerate(given):
        covered = np.zeros(len(laid.length))
        for to, other in enumerate(given):
            if at != to:
                covered += laid.length * ((one != _GAP) & (other != _GAP)) / (len(given) - 1)
                same += laid.sums(one, laid.length * ((one != _GAP) & (one == other))) / (len(given) - 1)
        margins += laid.sums(one, covered)
        squares += laid.squares(which[at], one, covered)
    return Sums(margins, same, squares)


# --- the coefficients ---------------------------------------------------------------------


def u_alpha(found: Continua, weights: Floats) -> Parts:
    """Agreement on boundaries and codes together; `weights` is (…, texts)."""
    return _all(found.whole, weights)


def cu_alpha(found: Continua, weights: Floats) -> Parts:
    """Agreement on the codes of what two coders marked both, wherever else they drew lines."""
    return _all(found.inside, weights)


def code_alpha(found: Continua, weights: Floats, value: frozenset[str]) -> Parts:
    """The part of one value in `cu_alpha`: whether what one coder gave it was given it by others, too."""
    which = found.values.index(value)
    margins, same, squares = (
        weights @ part for part in (found.inside.margins, found.inside.same, found.inside.squares)
    )
    of, square = margins[..., which], squares[..., which]
    total = margins.sum(axis=-1)
    return Parts(_share(same[..., which], of), _share(of**2 - square, total * of - square, total**2))


def _all(sums: Sums, weights: Floats) -> Parts:
    margins, squares = weights @ sums.margins, weights @ sums.squares
    total = margins.sum(axis=-1)
    chance = _share((margins**2 - squares).sum(axis=-1), total**2 - squares.sum(axis=-1), total**2)
    return Parts(_share((weights @ sums.same).sum(axis=-1), total), chance)


def _share(part: Floats, whole: Floats, scale: Floats | float = 1.0) -> Floats:
    """One over the other; not a number where the other is nothing but rounding."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(np.abs(whole) > _LEAST * np.asarray(scale), part / whole, np.nan)


# --- with intervals -----------------------------------------------------------------------


@dataclass(frozen=True)
class Unitizing:
    """The marks of coders in texts, measured; `marks` are by coder (text, start, end, code)."""

    marks: tuple[tuple[Marked, ...], ...]
    lengths: tuple[int, ...]
    resamples: int = RESAMPLES
    seed: int = SEED

    @cached_property
    def units(self) -> list[list[Stretch]]:
        """By coder the units; where codes overlap, a unit of its own."""
        return [flattened(marks) for marks in self.marks]

    def pooled(self) -> tuple[Measured, Measured]:
        """`u_alpha` and `cu_alpha` over all codes; overlapping codes are a value of their own."""
        found = continua(self.units, self.lengths)
        return (
            self._measured("u_alpha", found, u_alpha, found.whole),
            self._measured("cu_alpha", found, cu_alpha, found.inside),
        )

    def on_code(self, code: str) -> tuple[Measured, Measured]:
        """`u_alpha` of one code alone, and its part in what two coders marked with anything (`cu_alpha`)."""
        value = frozenset({code})
        alone = [flattened(mark for mark in marks if mark[-1] == code) for marks in self.marks]
        beside = [
            sorted(
                [*own, *(unit._replace(codes=_REST) for unit in units if code not in unit.codes)], key=_place
            )
            for own, units in zip(alone, self.units, strict=True)
        ]
        by_itself, found = continua(alone, self.lengths), continua(beside, self.lengths)

        def part(about: Continua, weights: Floats) -> Parts:
            return code_alpha(about, weights, value)

        if value in found.values:
            of_code = self._measured("cu_alpha", found, part, found.inside)
        else:
            of_code = self._undefined("cu_alpha", found, _NOBODY)
        return self._measured("u_alpha", by_itself, u_alpha, by_itself.whole), of_code

    def _measured(
        self, metric: str, found: Continua, parts_of: Callable[[Continua, Floats], Parts], sums: Sums
    ) -> Measured:
        ones = np.ones(len(self.lengths))
        if len(found.values) == 1:
            return self._undefined(metric, found, _NOBODY)
        if not sums.margins.sum():
            return self._undefined(metric, found, _NOWHERE)
        parts = parts_of(found, ones)
        value = float(values_of(parts))
        if np.isnan(value):
            reason = _NOWHERE if np.isnan(parts.observed) else _NO_VARIATION
            return self._undefined(metric, found, reason)
        resampled = [values_of(parts_of(found, weights)) for weights in self._weights()]
        shares = float(parts.observed), float(parts.expected)
        interval, why = interval_of(resampled)
        numbers = found.units, found.coders
        return Measured(metric, "nominal", value, interval, None, *numbers, *shares, why)

    def _undefined(self, metric: str, found: Continua, reason: str) -> Measured:
        return Measured(metric, "nominal", None, (None, None), reason, found.units, found.coders, None, None)

    def _weights(self) -> Iterator[NDArray[np.float64]]:
        """How often each text is drawn, (resamples, texts); none where there is one text."""
        number = len(self.lengths)
        if number > 1:
            random = np.random.default_rng(self.seed)
            yield random.multinomial(number, np.full(number, 1 / number), self.resamples).astype(np.float64)


def _place(stretch: Stretch) -> tuple[int, int]:
    return stretch.text, stretch.start
