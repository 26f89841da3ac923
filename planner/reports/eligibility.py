"""May this doctor be fast läkarkontakt, in words, with the rule that decides?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from planner.domain.eligibility import OUTCOME_LABELS, RegionRules, has_own_rule, rules_for
from planner.domain.plan import Plan
from planner.domain.rules import SUMS
from planner.sources import source_text


@dataclass(frozen=True)
class VerdictInWords:
    """`short` is the outcome with its group; `reason` quotes the lines that decide; `force` is ska or bör."""

    short: str
    reason: str
    force: str
    counted: bool


def verdict_of(plan: Plan, row: Mapping[str, Any]) -> VerdictInWords:
    """The verdict of one doctor's row of the results, in words."""
    rules = rules_for(plan.clinic.region)
    outcome, group = row["eligibility"], row["eligibility_group"]
    short = f"Ja, för {group}" if outcome == "eligible_for_group" and group else OUTCOME_LABELS[outcome]
    lines = {line.id: line.text for line in (*rules.competence, *rules.employment)}
    decided_by = [f"{key}: {lines[key]}" for key in row["eligibility_rules"]]
    reason = " ".join(decided_by) or _without_line(rules, outcome)
    supervision = any(line.requires_supervision for line in _lines(rules, row))
    if supervision and outcome == "not_stated":
        reason += " Det är inte ifyllt om läkaren har handledare."
    if supervision and outcome == "not_eligible":
        reason += " Läkaren har ingen handledare enligt underlaget."
    # a rule that says nothing has no force
    force = f"”{rules.force}”" if supervision or outcome != "not_stated" else ""
    return VerdictInWords(short, reason, force, outcome in SUMS["capacity"])


def rule_in_words(region: str | None) -> str:
    """Which rule is used for the region, from where, when decided and how strongly worded."""
    rules = rules_for(region)
    unread = (
        f"Vi har inte läst någon egen regel för {region}. Därför används den nationella definition som regeringen"
        " föreslog 2021. "
        if region and not has_own_rule(region)
        else ""
    )
    return (
        f"{unread}Regel: {rules.region}. Beslut: {rules.decided}. Ordvalet är ”{rules.force}”."
        f" Källa: {source_text(rules.source)}."
    )


def _lines(rules: RegionRules, row: Mapping[str, Any]) -> list[Any]:
    return [line for line in rules.competence if line.id in row["eligibility_rules"]]


def _without_line(rules: RegionRules, outcome: str) -> str:
    if outcome == "not_stated":
        return "Befattning, specialitet eller anställningsform är inte ifyllt, eller så säger regeln inget om det."
    return rules.otherwise_text
