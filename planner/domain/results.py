"""Which quantities does a result hold, in the order in which they are explained?

Every surface that explains a number loops over these declarations.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any, Literal

from planner import swedish
from planner.domain.clinic import CONTACT_KINDS
from planner.schema import Issue

# stands with every result, on every surface
NOT_A_DEMAND = "Resultatet är ett underlag för dialog. Det är inte ett krav och inte ett facit."
MOST_DIGITS = 400  # room for any number that is not infinite
ResultKind = Literal["number", "share", "persons"]


@dataclass(frozen=True)
class Quantity:
    """One result quantity. `formula` says in words how it is worked out; `decimals` are for the screen."""

    key: str
    label: str
    unit: str
    formula: str
    decimals: int = 1
    kind: ResultKind = "number"
    missing: str = swedish.MISSING  # what is said where there is no value

    def show(self, value: float | None) -> str:
        """`value` as a Swedish reader sees it, without the unit; None is said in words."""
        if value is None:
            return self.missing
        if self.kind == "share":
            return swedish.percent(value, self.decimals)
        return swedish.number(value, 0 if self.kind == "persons" else self.decimals)

    def show_with_unit(self, value: float | None) -> str:
        bare = value is None or self.kind == "share" or not self.unit
        return self.show(value) if bare else f"{self.show(value)} {self.unit}"

    @property
    def difference_scale(self) -> int:
        """What a difference is multiplied by: between shares it is told in percentage points."""
        return 100 if self.kind == "share" else 1

    @property
    def difference_decimals(self) -> int:
        """Points have a decimal more than the share, or what a thousand patients change would hardly be seen."""
        return {"persons": 0, "share": self.decimals + 1}.get(self.kind, self.decimals)

    def difference(self, before: float, after: float) -> float:
        """What differs, rounded once and as a spreadsheet rounds what it shows: the halves away from zero."""
        exact = Decimal(f"{(after - before) * self.difference_scale:.15g}")
        step = Decimal(1).scaleb(-self.difference_decimals)
        return float(exact.quantize(step, ROUND_HALF_UP, Context(prec=MOST_DIGITS))) + 0.0


def contacts_key(kind: str) -> str:
    """The key of a doctor's contacts per listed and year of that kind."""
    return f"contacts_{kind}"


NO_RIKTVARDE = "inget riktvärde"
WEEKDAYS = Quantity("weekdays", "Vardagar", "dagar", "måndagar–fredagar under året", 0)

DOCTOR_QUANTITIES: tuple[Quantity, ...] = (
    WEEKDAYS,
    Quantity(
        "workdays", "Arbetsdagar", "dagar",
        "vardagar utan helgdagar och tre aftnar, eller enhetens egen uppgift; gånger den del av året som läkaren"
        " arbetar",
        1,
    ),
    Quantity(
        "net_days", "Dagar i arbete", "dagar",
        "(arbetsdagar − semester − fortbildning − övrig planerad frånvaro) × (1 − sjukfrånvaro), lägst 0",
    ),
    Quantity("net_weeks", "Veckor i arbete", "veckor", "dagar i arbete / 5"),
    Quantity("net_hours", "Timmar i arbete", "h/år", "dagar i arbete × heltidsmått / 5 × tjänstgöringsgrad"),
    Quantity("weekly_duties", "Uppdrag i veckan", "h/vecka", "summan av uppdragen varje vecka"),
    Quantity(
        "duty_hours", "Uppdrag", "h/år",
        "veckor i arbete × uppdrag i veckan + uppdrag per år; gånger tjänstgöringsgraden om uppdragen minskar med den",
    ),
    Quantity("patient_hours", "Tid för patienter", "h/år", "timmar i arbete − uppdrag, lägst 0"),
    Quantity("planned_hours", "Planerad tid för patienter", "h/år", "tid för patienter × planerad beläggning"),
    Quantity("own_list", "Egen lista", "personer", "nuvarande lista − varav på särskilt boende", 0, "persons"),
    Quantity("weight", "Vikt", "", "vårdtyngd × (1 − andel som tas av annan)", 2),
    *(
        Quantity(
            contacts_key(kind), f"{label} per listad", "per år",
            "egna besök / egen lista om de är ifyllda, annars vikt × enhetens kontakter / listade utanför särskilt"
            " boende" if kind in ("planned_visit", "acute_visit")
            else "vikt × enhetens kontakter / listade utanför särskilt boende",
            3,
        )
        for kind, label in CONTACT_KINDS.items()
    ),
    Quantity(
        "direct_minutes", "Direkt tid per listad", "min/år",
        "tidsfaktor × summan av kontakter per listad × (minuter med patienten + minuter dokumentation); eller"
        " tidsfaktor × vikt × total tid för direkta patientkontakter × 60 / listade utanför särskilt boende", 2,
    ),
    Quantity(
        "indirect_minutes", "Indirekt tid per listad", "min/år",
        "eget indirekt patientarbete × 60 / egen lista om det är ifyllt, annars vikt × enhetens indirekta minuter", 2,
    ),
    Quantity("minutes_per_patient", "Tid per listad", "min/år", "direkt tid + indirekt tid per listad", 2),
    Quantity(
        "patients", "Patienter", "personer",
        "planerad tid för patienter × 60 / tid per listad; 0 för senior rådgivare", 0, "persons",
    ),
    Quantity(
        "named_patients", "Patienter, särskilt boende inräknat", "personer",
        "patienter + personer på särskilt boende", 0, "persons",
    ),
    Quantity(
        "riktvarde", "Riktvärde", "personer",
        "riktvärdet för region, befattning och ST-år den 1 januari × tjänstgöringsgrad; en jämförelse, varken golv"
        " eller tak", 0, "persons", NO_RIKTVARDE,
    ),
    Quantity(
        "load", "Beläggning med dagens lista", "%",
        "egen lista / (tid för patienter × 60 / tid per listad)", 0, "share",
    ),
    Quantity(
        "weekly_hours_needed", "Veckoarbetstid med dagens lista", "h/vecka",
        "(egen lista × tid per listad / 60 / planerad beläggning + uppdrag) / veckor i arbete",
    ),
    Quantity(
        "contracted_weekly_hours", "Avtalad veckoarbetstid", "h/vecka", "heltidsmått × tjänstgöringsgrad",
    ),
)  # fmt: skip

CLINIC_QUANTITIES: tuple[Quantity, ...] = (
    WEEKDAYS,
    Quantity(
        "workdays", "Arbetsdagar", "dagar",
        "vardagar utan helgdagar och tre aftnar, eller enhetens egen uppgift", 0,
    ),
    Quantity(
        "capacity", "Kan ha fast läkarkontakt", "personer",
        "summan av patienter, särskilt boende inräknat, hos läkare som kan vara fast läkarkontakt", 0, "persons",
    ),
    Quantity(
        "capacity_not_stated", "Hos läkare där regeln inte säger något", "personer",
        "samma summa för läkare där regionens regel inte framgår", 0, "persons",
    ),
    Quantity(
        "capacity_other", "Hos läkare som inte räknas", "personer",
        "samma summa för läkare som enligt regeln inte kan eller inte bör vara fast läkarkontakt", 0, "persons",
    ),
    Quantity(
        "gap", "Listade utan plats", "personer", "listade patienter − kan ha fast läkarkontakt", 0, "persons",
    ),
    Quantity("coverage", "Täckning", "%", "kan ha fast läkarkontakt / listade patienter", 0, "share"),
    Quantity(
        "reference_patients", "Patienter hos en genomsnittlig heltidsläkare", "personer",
        "samma beräkning för en läkare på heltid med medianen av specialisternas frånvaro och uppdrag", 0, "persons",
    ),
    Quantity(
        "fte_missing", "Heltidsläkare som saknas", "heltider",
        "listade utan plats / patienter hos en genomsnittlig heltidsläkare; 0 när ingen saknar plats",
    ),
    Quantity(
        "riktvarde", "Riktvärde för enheten", "personer",
        "summan av riktvärdet för läkare som kan vara fast läkarkontakt", 0, "persons", NO_RIKTVARDE,
    ),
    Quantity(
        "riktvarde_national", "Nationellt riktvärde för enheten", "personer",
        "samma summa med Socialstyrelsens riktvärden", 0, "persons", NO_RIKTVARDE,
    ),
)  # fmt: skip

# told beside the clinic's quantities where plans are compared
PATIENT_HOURS = Quantity(
    "planned_hours", "Läkarnas planerade tid för patienter", "h/år", "summan över läkare med egen lista", 0
)
BASELINE = "Utgångsläget"
NOT_THERE = "finns inte"


@dataclass(frozen=True)
class Results:
    """What a plan comes to. None = not computable. `doctors` are in the plan's order, each with its quantities,
    doctor_id, eligibility, eligibility_group and eligibility_rules (the ids of the rules that decided)."""

    clinic: Mapping[str, Any]
    doctors: tuple[Mapping[str, Any], ...]
    issues: tuple[Issue, ...] = ()

    def doctor(self, doctor_id: str) -> Mapping[str, Any]:
        """The doctor's quantities. Raises KeyError."""
        for row in self.doctors:
            if row["doctor_id"] == doctor_id:
                return row
        raise KeyError(f"no doctor {doctor_id!r} in the results")


def quantity(key: str, of: Literal["doctor", "clinic"] = "doctor") -> Quantity:
    """The declaration of one quantity. Raises KeyError."""
    declared = DOCTOR_QUANTITIES if of == "doctor" else CLINIC_QUANTITIES
    for one in declared:
        if one.key == key:
            return one
    raise KeyError(f"no quantity {key!r} of a {of}")
