"""Agreement between coders: coefficients with intervals, as pure functions."""

from qualcode.analysis.agreement.coefficients import COEFFICIENTS
from qualcode.analysis.agreement.distances import LEVELS, Level
from qualcode.analysis.agreement.measuring import RESAMPLES, SEED, Measured, measure_all
from qualcode.analysis.agreement.patterns import MISSING, Patterns, patterns_of

METRICS = tuple(COEFFICIENTS)
__all__ = [
    "COEFFICIENTS",
    "LEVELS",
    "METRICS",
    "MISSING",
    "RESAMPLES",
    "SEED",
    "Level",
    "Measured",
    "Patterns",
    "measure_all",
    "patterns_of",
]
