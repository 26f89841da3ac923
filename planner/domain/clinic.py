"""Enhetsdelen: what does a plan say about the clinic, its patients and its contacts?"""

from __future__ import annotations

from typing import Any

import pydantic

from planner.schema import Record, field, this_year
from planner.sources import ASSUMPTION

NATIONAL = "Nationell"
REGIONS = (
    "Blekinge", "Dalarna", "Gotland", "Gävleborg", "Halland", "Jämtland Härjedalen", "Jönköpings län",
    "Kalmar län", "Kronoberg", "Norrbotten", "Skåne", "Stockholm", "Sörmland", "Uppsala", "Värmland",
    "Västerbotten", "Västernorrland", "Västmanland", "Västra Götaland", "Örebro län", "Östergötland",
)  # fmt: skip
CONTACT_KINDS = {
    "planned_visit": "Planerat besök",
    "acute_visit": "Akut besök",
    "phone": "Telefon",
    "digital": "Video och chatt",
    "home_visit": "Hembesök",
    "group_visit": "Gruppbesök",
    "other": "Övrig kontakt",
}
OPERATORS = {"region": "Region", "private": "Privat", "other": "Annan"}

ABOUT = "Om enheten"
PATIENTS = "Patienterna"
TIME = "Tid för patienterna"
WORKING_TIME = "Arbetstid"
CONTACTS = "Läkarkontakter"


class Contact(Record):
    """One row of the contacts table: all contacts of one kind by the clinic's doctors in a year."""

    kind: str | None = field(
        "Kontakttyp", "choice", group=CONTACTS, required=True, choices=CONTACT_KINDS,
        help="En rad per typ. Ronder på särskilt boende hör inte hit: de anges som timmar hos läkaren.",
    )  # fmt: skip
    contacts_per_year: float | None = field(
        "Kontakter per år", "number", unit="per år", group=CONTACTS, low=0, high=1_000_000,
        help="Alla kontakter av typen hos enhetens läkare under förra året. Finns i journalsystemets statistik.",
    )  # fmt: skip
    minutes: float | None = field(
        "Minuter med patienten", "number", unit="min", group=CONTACTS, low=0, high=600,
        help="Tid med patienten i genomsnitt. Tidboken visar bokad tid; mät gärna några dagar.",
    )  # fmt: skip
    documentation_minutes: float | None = field(
        "Minuter dokumentation", "number", unit="min", group=CONTACTS, low=0, high=600, default=0,
        source=ASSUMPTION,
        help="Diktat och journalföring som hör till kontakten. Ange 0 om det räknas i det indirekta arbetet.",
    )  # fmt: skip


class Clinic(Record):
    """One clinic in one year. Counts are persons or contacts, shares 0–1, times as each field's unit says."""

    name: str | None = field(
        "Enhetens namn", "text", group=ABOUT, required=True,
        help="Namnet som enheten går under. Syns i rapporter och filnamn.",
    )  # fmt: skip
    clinic_id: str | None = field(
        "Enhetens id", "text", group=ABOUT, optional=True,
        help="HSA-id eller egen kod. Lämnas det tomt används namnet.",
    )  # fmt: skip
    period: str | None = field(
        "Period", "text", group=ABOUT, optional=True,
        help="Perioden som uppgifterna gäller, till exempel 2026. Lämnas den tom används året.",
    )  # fmt: skip
    area: str | None = field(
        "Område", "text", group=ABOUT, optional=True,
        help="Närvårdsområde eller kommun, för den som följer flera enheter.",
    )  # fmt: skip
    operator: str | None = field(
        "Driftsform", "choice", group=ABOUT, optional=True, choices=OPERATORS, help="Vem som driver enheten.",
    )  # fmt: skip
    region: str | None = field(
        "Region", "choice", group=ABOUT, default=NATIONAL, source=ASSUMPTION,
        choices={name: name for name in (NATIONAL, *REGIONS)},
        help="Avgör vilket riktvärde du jämför med och vem som kan vara fast läkarkontakt.",
    )  # fmt: skip
    year: int | None = field(
        "År", "integer", group=ABOUT, low=2020, high=2040, computed_default=this_year, source=ASSUMPTION,
        help="Året som planen gäller. Styr arbetsdagar och vilket riktvärde som gäller.",
    )  # fmt: skip
    listed_patients: int | None = field(
        "Listade patienter", "integer", unit="personer", group=PATIENTS, low=1, high=100_000, required=True,
        help="Alla listade på enheten. Finns i regionens listningssystem.",
    )  # fmt: skip
    listed_care_home: int | None = field(
        "varav på särskilt boende", "integer", unit="personer", group=PATIENTS, low=0, high=99_999, optional=True,
        help="Listade som bor på särskilt boende. De sköts på läkarnas tid för särskilt boende, inte i tabellen med"
        " läkarkontakter.",
    )  # fmt: skip
    contacts: tuple[Contact, ...] = field(
        "Läkarkontakter", "rows", group=CONTACTS, default=(),
        help="En rad per typ av kontakt: hur många enhetens läkare hade förra året och hur lång tid en tog.",
    )  # fmt: skip
    direct_hours_per_year: float | None = field(
        "Total tid för direkta patientkontakter", "number", unit="h/år", group=CONTACTS, low=0, high=200_000,
        optional=True,
        help="Fylls i bara om tabellen med läkarkontakter är tom: läkarnas sammanlagda tid med patienter på ett år.",
    )  # fmt: skip
    indirect_minutes: float | None = field(
        "Indirekt patientarbete per listad och år", "number", unit="min", group=TIME, low=0, high=600, default=25,
        source=ASSUMPTION,
        help="Recept, provsvar, remisser, intyg, meddelanden och rådfrågning: minuter per listad patient och år,"
        " utöver dokumentationen i tabellen med läkarkontakter.",
    )  # fmt: skip
    share_by_others: float | None = field(
        "Andel läkarkontakter som tas av annan än fast läkarkontakt", "share", group=TIME, low=0, high=0.95,
        default=0, source=ASSUMPTION,
        help="Hur stor del av patienternas läkarkontakter som till exempel hyrläkare, jour eller läkare under"
        " utbildning tar.",
    )  # fmt: skip
    full_time_hours: float | None = field(
        "Heltidsmått", "number", unit="h/vecka", group=WORKING_TIME, low=20, high=48, default=40,
        source="slf_arbetstid", help="Timmar i veckan för den som arbetar heltid, enligt ert avtal.",
    )  # fmt: skip
    workdays: int | None = field(
        "Arbetsdagar under året", "integer", unit="dagar", group=WORKING_TIME, low=150, high=262, optional=True,
        source="kalender",
        help="Lämnas det tomt räknas måndag–fredag utan helgdagar, midsommarafton, julafton och nyårsafton.",
    )  # fmt: skip
    planned_load: float | None = field(
        "Planerad beläggning", "share", group=WORKING_TIME, low=0.5, high=1, default=1, source=ASSUMPTION,
        help="Hur stor del av patienttiden ni bokar. Under 100 % lämnar luft för det oväntade; 85–90 % lärs ut"
        " i Kanada (AIM Alberta 2019).",
    )  # fmt: skip

    @pydantic.model_validator(mode="before")
    @classmethod
    def _contacts_in_order(cls, data: Any) -> Any:
        # one order whatever the file's, so that equal plans compare equal
        rows = data.get("contacts") if isinstance(data, dict) else None
        if rows and all(isinstance(row, Contact) for row in rows):
            order = list(CONTACT_KINDS)
            place = {kind: i for i, kind in enumerate(order)}
            return {**data, "contacts": tuple(sorted(rows, key=lambda r: place.get(r.kind or "", len(order))))}
        return data
