"""May this doctor be fast_lakarkontakt by the region's rule, and which lines of it decide?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from planner.domain.doctor import Doctor
from planner.domain.eligibility import STRICTNESS, CompetenceRule, Outcome, RegionRules, rules_for

Steps = list[tuple[Outcome, str]]


@dataclass(frozen=True)
class Verdict:
    """The outcome, the patient group it is limited to, and the ids of the rule lines that decided."""

    outcome: Outcome
    group: str = ""
    rules: tuple[str, ...] = ()


def doctor_eligibility(region: str | None, doctor: Doctor) -> Verdict:
    """Role and specialty first, then employment, then supervision; the strictest outcome stands."""
    return _verdict(region, doctor.role, doctor.specialty, doctor.employment, doctor.supervised)


@cache
def _verdict(
    region: str | None, role: str | None, specialty: str | None, employment: str | None, supervised: bool | None
) -> Verdict:
    line, *by_step = outcomes(region, role, specialty, employment, supervised)
    steps = [step for steps in by_step for step in steps]
    strictest = max((outcome for outcome, _ in steps), key=STRICTNESS.index)
    deciding = dict.fromkeys(rule for outcome, rule in steps if outcome == strictest and rule)
    return Verdict(strictest, line.group if line and strictest == "eligible_for_group" else "", tuple(deciding))


def outcomes(
    region: str | None, role: str | None, specialty: str | None, employment: str | None, supervised: bool | None
) -> tuple[CompetenceRule | None, Steps, Steps, Steps]:
    """The line for the competence, and (outcome, rule id) by competence, by employment and by supervision."""
    rules = rules_for(region)
    line = _competence(rules, role, specialty)
    supervision: Steps = [(_supervision(supervised), line.id)] if line and line.requires_supervision else []
    return line, [_competence_outcome(rules, line, role, specialty)], _employment(rules, employment), supervision


def _competence(rules: RegionRules, role: str | None, specialty: str | None) -> CompetenceRule | None:
    fitting = (line for line in rules.competence if role in line.roles and specialty in line.specialties)
    return next(fitting, None)


def _competence_outcome(
    rules: RegionRules, line: CompetenceRule | None, role: str | None, specialty: str | None
) -> tuple[Outcome, str]:
    if line:
        return line.outcome, line.id
    # a role that no line of the rule names is decided whatever the specialty
    named = any(role in each.roles for each in rules.competence)
    unknown = role is None or (specialty is None and named)
    return ("not_stated", "") if unknown else (rules.otherwise, "")


def _employment(rules: RegionRules, employment: str | None) -> Steps:
    if employment is None:
        return [("not_stated", "")]
    found: Steps = [(line.outcome, line.id) for line in rules.employment if employment in line.employments]
    if not found and employment == "agency":
        return [("not_stated", "")]
    return found


def _supervision(supervised: bool | None) -> Outcome:
    return "not_stated" if supervised is None else "eligible" if supervised else "not_eligible"
