"""Läkardelen: what does a plan say about one doctor's hours, duties, absence and list?"""

from __future__ import annotations

import datetime as dt
from typing import Any

import pydantic

from planner.schema import Record, field
from planner.sources import ASSUMPTION

ROLES = {
    "specialist": "Specialist",
    "st": "ST-läkare",
    "bt_at": "BT- eller AT-läkare",
    "licensed": "Legitimerad utan specialitet",
    "senior_advisor": "Senior rådgivare",
}
SPECIALTIES = {
    "general_medicine": "Allmänmedicin",
    "geriatrics": "Geriatrik",
    "paediatrics": "Barn- och ungdomsmedicin",
    "equivalent": "Annan likvärdig kompetens",
    "other": "Annan specialitet",
    "none": "Ingen",
}
EMPLOYMENTS = {"permanent": "Tillsvidare", "temporary": "Visstid", "agency": "Hyrläkare eller konsult"}
WITHOUT_SPECIALTY = ("licensed", "bt_at")

WHO = "Vem"
TIME = "Arbetstid"
LIST = "Listan"
ABSENCE = "Frånvaro"
DUTIES = "Uppdrag varje vecka"
OTHER_DUTIES = "Uppdrag över året"
OWN_FIGURES = "Egna siffror"
FACTORS = "Erfarenhet och vårdtyngd"


def duty(label: str, *, default: float = 0, help: str) -> Any:  # noqa: A002
    """A duty in hours a week. One line here adds a duty everywhere, its part in the sum included."""
    return field(
        label, "number", unit="h/vecka", group=DUTIES, low=0, high=40, default=default, source=ASSUMPTION, help=help
    )


class Doctor(Record):
    """One doctor in one year. Hours are per week unless the key says per year; shares 0–1."""

    doctor_id: str | None = field(
        "Läkare", "text", group=WHO, required=True, high=60,
        help="Signatur eller alias, en per läkare. Skriv inte personnummer.",
    )  # fmt: skip
    role: str | None = field(
        "Befattning", "choice", group=WHO, default="specialist", choices=ROLES, source=ASSUMPTION,
        help="Avgör riktvärde och vem som kan vara fast läkarkontakt. En senior rådgivare har ingen egen lista.",
    )  # fmt: skip
    specialty: str | None = field(
        "Specialitet", "choice", group=WHO, default="general_medicine", choices=SPECIALTIES, source=ASSUMPTION,
        help="För ST-läkare: specialiteten som utbildningen gäller.",
    )  # fmt: skip
    employment: str | None = field(
        "Anställningsform", "choice", group=WHO, default="permanent", choices=EMPLOYMENTS, source=ASSUMPTION,
        help="Flera regioner kräver tillsvidareanställning för fast läkarkontakt.",
    )  # fmt: skip
    st_year: float | None = field(
        "ST-år", "number", group=WHO, low=0, high=8, optional=True,
        help="För ST-läkare: vilket år av utbildningen, till exempel 3 eller 4,5.",
    )  # fmt: skip
    supervised: bool | None = field(
        "Har handledare", "yes_no", group=WHO, optional=True,
        help="För ST-läkare. Vissa regioner kräver handledning för fast läkarkontakt.",
    )  # fmt: skip
    team: str | None = field(
        "Arbetslag", "text", group=WHO, optional=True, help="Arbetslag eller team, om ni har sådana.",
    )  # fmt: skip
    from_date: dt.date | None = field(
        "Arbetar från", "date", group=TIME, optional=True,
        help="Fylls i bara om läkaren börjar under året. Resultatet blir då ett genomsnitt över hela året.",
    )  # fmt: skip
    to_date: dt.date | None = field(
        "Arbetar till", "date", group=TIME, optional=True, help="Fylls i bara om läkaren slutar under året.",
    )  # fmt: skip
    fte: float | None = field(
        "Tjänstgöringsgrad", "share", group=TIME, low=0, high=1.2, default=1, source=ASSUMPTION,
        help="Del av heltid. Finns i schemat eller hos HR.",
    )  # fmt: skip
    current_list: int | None = field(
        "Nuvarande lista", "integer", unit="personer", group=LIST, low=0, high=10_000, optional=True,
        help="Personer som i dag har läkaren som fast läkarkontakt. Finns i listningssystemet.",
    )  # fmt: skip
    care_home_patients: int | None = field(
        "varav på särskilt boende", "integer", unit="personer", group=LIST, low=0, high=10_000,
        default=0, source=ASSUMPTION,
        help="Personer på listan som bor på särskilt boende. De sköts på tiden för särskilt boende nedan.",
    )  # fmt: skip
    annual_leave_days: float | None = field(
        "Semester", "number", unit="dagar/år", group=ABSENCE, low=0, high=60, default=31, source="slf_semester",
        help="Dagar under året. Avtalet i regionerna ger 25 dagar, 31 från 40 år och 32 från 50 år.",
    )  # fmt: skip
    education_days: float | None = field(
        "Fortbildning", "number", unit="dagar/år", group=ABSENCE, low=0, high=60, default=10,
        source="slf_fortbildning", help="Hela dagar för kurser och konferenser. Läkarförbundet utgår från tio.",
    )  # fmt: skip
    other_absence_days: float | None = field(
        "Övrig planerad frånvaro", "number", unit="dagar/år", group=ABSENCE, low=0, high=260, default=0,
        source=ASSUMPTION,
        help="Sidotjänstgöring, föräldraledighet, kompensationsledighet och annat som ni vet i förväg.",
    )  # fmt: skip
    sick_share: float | None = field(
        "Sjukfrånvaro", "share", group=ABSENCE, low=0, high=0.9, default=0.04, source=ASSUMPTION,
        help="Del av arbetsdagarna. Använd enhetens genomsnitt hellre än en persons.",
    )  # fmt: skip
    meeting_hours: float | None = duty("APT och möten", default=3, help="Arbetsplatsträff, läkarmöte, teammöte, rond.")
    supervision_hours: float | None = duty("Handledning", help="Handledning av ST-, BT-, AT-läkare och studenter.")
    care_home_hours: float | None = duty(
        "Särskilt boende och hemsjukvård", help="Ronder, resor och efterarbete för särskilt boende och hemsjukvård."
    )
    child_maternal_hours: float | None = duty("BVC och MVC", help="Läkartid på barnavårds- och mödravårdscentral.")
    on_call_hours: float | None = duty(
        "Jour och akutpass för enheten", help="Pass för patienter utanför den egna listan, i genomsnitt per vecka."
    )
    management_hours: float | None = duty(
        "Ledning, MLA, studierektor", help="Uppdrag som chef, medicinskt ledningsansvarig läkare eller studierektor."
    )
    research_hours: float | None = duty("Forskning och utveckling", help="Avsatt tid för forskning och utveckling.")
    own_study_hours: float | None = duty("Intern fortbildning", help="Egen läsning och internutbildning i veckan.")
    other_hours: float | None = duty("Övriga uppdrag", help="Andra fasta uppdrag i veckan.")
    yearly_hours: float | None = field(
        "Uppdrag per år", "number", unit="h/år", group=OTHER_DUTIES, low=0, high=2_000, default=0, source=ASSUMPTION,
        help="Uppdrag som inte är jämnt fördelade över veckorna: timmar på ett år.",
    )  # fmt: skip
    duties_scale: bool | None = field(
        "Uppdragen minskar med tjänstgöringsgraden", "yes_no", group=OTHER_DUTIES, default=False, source=ASSUMPTION,
        help="Ja om uppdragen ovan gäller heltid och minskar i takt med tjänstgöringsgraden.",
    )  # fmt: skip
    planned_visits_per_year: float | None = field(
        "Egna planerade besök", "number", unit="per år", group=OWN_FIGURES, low=0, high=10_000, optional=True,
        help="Den egna listans planerade besök på ett år. Lämnas det tomt används enhetens genomsnitt.",
    )  # fmt: skip
    acute_visits_per_year: float | None = field(
        "Egna akuta besök", "number", unit="per år", group=OWN_FIGURES, low=0, high=10_000, optional=True,
        help="Den egna listans akuta besök på ett år. Lämnas det tomt används enhetens genomsnitt.",
    )  # fmt: skip
    indirect_hours_per_year: float | None = field(
        "Eget indirekt patientarbete", "number", unit="h/år", group=OWN_FIGURES, low=0, high=2_000, optional=True,
        help="Timmar på ett år för den egna listan, eller timmar i veckan gånger veckorna du arbetade. Lämnas det"
        " tomt används enhetens genomsnitt.",
    )  # fmt: skip
    pace: float | None = field(
        "Tidsfaktor", "number", group=FACTORS, low=0.5, high=3, default=1, source=ASSUMPTION,
        help="1 är enhetens tid per kontakt. 1,2 betyder 20 % längre tid, till exempel för en ny läkare.",
    )  # fmt: skip
    care_need: float | None = field(
        "Vårdtyngd", "number", group=FACTORS, low=0.2, high=5, default=1, source=ASSUMPTION,
        help="1 är enhetens genomsnitt. 1,2 betyder att listans patienter behöver 20 % mer läkartid.",
    )  # fmt: skip
    note: str | None = field(
        "Kommentar", "text", group=FACTORS, optional=True, high=2_000, help="Fritt. Skriv inget om patienter.",
    )  # fmt: skip

    @pydantic.model_validator(mode="before")
    @classmethod
    def _specialty_follows_role(cls, data: Any) -> Any:
        if isinstance(data, dict) and "specialty" not in data and data.get("role") in WITHOUT_SPECIALTY:
            return {**data, "specialty": "none"}
        return data
