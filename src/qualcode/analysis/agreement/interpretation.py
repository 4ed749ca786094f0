"""How to read coefficients of agreement, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qualcode.analysis.agreement.coded import CodeAgreement

NAMES = {
    "percent": "percent", "cohen": "Cohen κ", "fleiss": "Fleiss κ", "conger": "Conger κ", "alpha": "α",
    "ac1": "AC1", "pabak": "PABAK", "jaccard": "α Jaccard", "masi": "α MASI", "u_alpha": "uα",
    "cu_alpha": "cuα",
}  # fmt: skip
RELIABLE, TENTATIVE = 0.8, 0.667
_SEVERAL = 3


def listed(names: Sequence[str]) -> str:
    """`ana`, `ana and bo`, `ana, bo and cy`."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def reading(together: CodeAgreement, codes: Sequence[CodeAgreement]) -> Iterator[str]:
    """What the figures say, and what to beware of.

    The thresholds are those of Krippendorff (2018), Content Analysis, 4th ed., ch. 12: 0.800 to rely on,
    0.667 for tentative conclusions. The paradox: Feinstein & Cicchetti (1990), High agreement but low kappa.
    """
    found = together.get("alpha")
    if found.coefficient is None:
        yield f"Over all codes alpha is undefined: {found.undefined}."
    else:
        low, high = found.interval
        known = low is not None and high is not None
        between = f" (95 % interval {low:.3f} to {high:.3f})" if known else ""
        verdict = _verdict(low, found.coefficient)
        yield f"Over all codes alpha is {found.coefficient:.3f}{between}: {verdict}."
    yield (
        "0 is what chance alone would give, 1 is full agreement; percent takes no account of chance. "
        "Intervals are from resampling whole transcripts: few of them make wide ones."
    )
    rare = [each.code for each in codes if each.is_lopsided]
    if rare:
        more = f" and {len(rare) - _SEVERAL} more" if len(rare) > _SEVERAL else ""
        yield (
            f"Beware of the kappa paradox: in fewer than 5 % of units, or in nearly all: "
            f"{', '.join(rare[:_SEVERAL])}{more}. A few disagreements make kappa and alpha low there while "
            "percent agreement stays high; look at the 2×2 counts, and at AC1 and PABAK beside them."
        )


def _verdict(low: float | None, value: float) -> str:
    """By the value, and, where there is an interval, by whether it reaches below the threshold."""
    reaches = "but the interval reaches below it"
    if value >= RELIABLE:
        if low is None or low >= RELIABLE:
            return "reliable by the usual standard (0.800)"
        return f"above the usual standard (0.800), {reaches}"
    if value >= TENTATIVE:
        surely = low is None or low >= TENTATIVE
        enough = "enough for tentative conclusions only (0.667 to 0.800)"
        return enough if surely else f"{enough}, and the interval reaches below that"
    return "below what conclusions should rest on (0.667); talk the disagreements over and settle them"
