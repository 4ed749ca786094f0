"""Which coefficients are to be had of a table of ratings, and at which level."""

from __future__ import annotations

from qualcode.analysis.agreement import LEVELS, METRICS, Level, Measured, measure_all
from qualcode.analysis.agreement.coded import metrics_for
from qualcode.analysis.agreement.patterns import Patterns
from qualcode.analysis.agreement.ratings import SETS
from qualcode.errors import refuse
from qualcode.positions import nearest


def level_of(metric: str, level: str) -> Level:
    """The level at which a table is read for a metric; raises `FaultsFound` for what is none."""
    if metric not in (*METRICS, "all"):
        refuse("--metric", f"{metric!r} is none that is offered", nearest(metric, [*METRICS, "all"]))
    if level not in LEVELS:
        refuse("--level", f"{level!r} is no level of measurement", nearest(level, LEVELS))
    if level != "nominal" and metric != "alpha":
        refuse(
            "--level", f"{level} is for alpha; {metric} knows same and different only", "use --metric alpha"
        )
    return metric if metric in SETS else level


def measured(patterns: Patterns, metric: str, level: Level) -> list[Measured]:
    """The coefficients that `metric` names, or all that can be had; raises `FaultsFound` for what cannot."""
    metrics = metrics_for(patterns.coders) if metric == "all" else (metric,)
    if metric == "cohen" and patterns.coders != 2:
        problem = f"Cohen's kappa is of two coders, and these are {patterns.coders}"
        refuse("--metric", problem, "write conger or fleiss")
    return list(measure_all(patterns, metrics, level="nominal" if level in SETS else level))
