"""Who may be fast läkarkontakt by each region's rule? Rules are data: one file per region."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Literal

from pydantic import BaseModel, ConfigDict

from planner.domain.clinic import NATIONAL, REGIONS
from planner.domain.doctor import EMPLOYMENTS, ROLES, SPECIALTIES
from planner.sources import source_text

Outcome = Literal["eligible", "eligible_for_group", "not_stated", "against_recommendation", "not_eligible"]
# from mild to strict: the strictest outcome of competence, employment and supervision stands
STRICTNESS: tuple[Outcome, ...] = (
    "eligible", "eligible_for_group", "not_stated", "against_recommendation", "not_eligible",
)  # fmt: skip
OUTCOME_LABELS: dict[str, str] = {
    "eligible": "Ja",
    "eligible_for_group": "Ja, för en viss grupp",
    "not_stated": "Framgår inte av regeln",
    "against_recommendation": "Avråds enligt regeln",
    "not_eligible": "Nej",
}


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CompetenceRule(_Data):
    """Doctors of these roles and specialties have this outcome."""

    id: str
    roles: tuple[str, ...]
    specialties: tuple[str, ...]
    outcome: Outcome
    group: str = ""
    requires_supervision: bool = False
    text: str


class EmploymentRule(_Data):
    """Doctors with these forms of employment have this outcome."""

    id: str
    employments: tuple[str, ...]
    outcome: Outcome
    text: str


class RegionRules(_Data):
    """One region's rule. `force` is the wording's: ska or bör. `otherwise` is for those whom no line names."""

    region: str
    source: str
    decided: str
    force: str
    otherwise: Outcome
    otherwise_text: str
    competence: tuple[CompetenceRule, ...]
    employment: tuple[EmploymentRule, ...] = ()

    def model_post_init(self, _: object) -> None:
        known = {*self.wrong("roles", ROLES), *self.wrong("specialties", SPECIALTIES)}
        known |= {e for rule in self.employment for e in rule.employments if e not in EMPLOYMENTS}
        if known or self.region not in (NATIONAL, *REGIONS):
            raise ValueError(f"eligibility rules of {self.region}: unknown {sorted(known) or self.region}")
        source_text(self.source)

    def wrong(self, attribute: str, allowed: dict[str, str]) -> set[str]:
        return {value for rule in self.competence for value in getattr(rule, attribute) if value not in allowed}


@cache
def all_rules() -> dict[str, RegionRules]:
    """Every region file, by region; a file with an error fails here. Nationell is always there."""
    folder = resources.files("planner.domain") / "data" / "eligibility"
    rules = [
        RegionRules.model_validate(tomllib.loads(entry.read_text("utf-8")))
        for entry in sorted(folder.iterdir(), key=lambda e: e.name)
        if entry.name.endswith(".toml")
    ]
    return {rule.region: rule for rule in rules}


def rules_for(region: str | None) -> RegionRules:
    """The region's own rules, or the national ones where we have not read any."""
    rules = all_rules()
    return rules.get(region or NATIONAL, rules[NATIONAL])


def has_own_rule(region: str) -> bool:
    return region in all_rules()
