"""What does each word, field and quantity mean, and how does the method hang together?"""

from __future__ import annotations

from typing import Literal

from planner.domain.results import CLINIC_QUANTITIES, DOCTOR_QUANTITIES
from planner.reports.origins import RECORDS
from planner.reports.tables import Cell, Table, text
from planner.schema import Field, Record, fields_of
from planner.sources import SOURCES, source_text

# word: (meaning, source key or "" where the meaning is how this tool uses the word)
TERMS: dict[str, tuple[str, str]] = {
    "Fast läkarkontakt": (
        "En namngiven läkare i primärvården. Vem som kan vara det avgörs av regionens regel.",
        "orebro",
    ),
    "Listad": ("En person som har valt, eller hör till, enheten enligt regionens listning.", ""),
    "Egen lista": ("De listade som har läkaren som fast läkarkontakt, utom de som bor på särskilt boende.", ""),
    "Riktvärde": (
        "Ett genomsnittligt antal invånare per läkare på heltid att jämföra med. Det är varken golv eller tak och"
        " anpassas lokalt.",
        "sos_riktvarde",
    ),
    "Listningstak": ("En gräns för hur många som får listas på enheten. Det är ett beslut, inte ett riktvärde.", ""),
    "Indirekt patientarbete": (
        "Arbete för patienter utan att möta dem: recept, provsvar, remisser, intyg, meddelanden och rådfrågning. Här"
        " är det tid per listad, aldrig ett uppdrag, så att det inte räknas två gånger.",
        "",
    ),
    "Direkt tid": ("Tid med patienten och dokumentationen som hör till kontakten.", ""),
    "Vårdtyngd": ("Hur mycket läkartid en lista behöver jämfört med enhetens genomsnitt, som är 1.", ""),
    "Tidsfaktor": ("Hur lång tid läkarens kontakter tar jämfört med enhetens tid per kontakt, som är 1.", ""),
    "Tjänstgöringsgrad": ("Hur stor del av heltid en läkare arbetar.", ""),
    "Särskilt boende": (
        "Boende med kommunal omsorg dygnet runt. Läkartiden där räknas som timmar i veckan, och de som bor där ingår"
        " inte i den egna listan.",
        "",
    ),
    "Fiktiv lista": (
        "En lista i systemet för patienter som inte har någon namngiven läkare, till exempel hyrläkares. Den räknas"
        " inte som fast läkarkontakt.",
        "vastmanland",
    ),
    "Hyrläkare": ("Läkare som arbetar på uppdrag av ett bemanningsföretag eller som konsult.", ""),
    "ST-läkare": ("Läkare som gör sin specialiseringstjänstgöring.", ""),
    "Senior rådgivare": ("Erfaren läkare som stöder kollegor och inte har någon egen lista.", ""),
    "Planerad beläggning": ("Hur stor del av tiden för patienter som bokas. Resten är luft för det oväntade.", ""),
    "Antagande": ("Ett värde som verktyget valt utan källa. Det märks ut och bör bytas mot er egen uppgift.", ""),
}

DEPENDS_ON_INTRO = (
    "Regeringen har pekat ut sex saker som antalet patienter per läkare kan bero på. Så här flyttar de resultatet."
    f" Källa: {source_text('sos_stod')}."
)
# the six things that the number may depend on (sos_stod), and the inputs that stand for each
DEPENDS_ON: dict[str, tuple[str, ...]] = {
    "Läkarens erfarenhet": ("pace", "st_year"),
    "Läkarens övriga uppdrag": ("supervision_hours", "management_hours", "research_hours", "yearly_hours"),
    "Vilken typ av patienter läkaren ansvarar för": ("care_need", "care_home_patients", "care_home_hours"),
    "Vilka som är listade på enheten": ("listed_patients", "listed_care_home"),
    "Vilka som söker vård där": ("contacts_per_year", "planned_visits_per_year", "acute_visits_per_year"),
    "Hur arbetet är fördelat mellan läkare och andra": ("contacts_per_year", "minutes", "share_by_others"),
}


def terms() -> Table:
    rows = tuple((text(word), text(meaning), text(source_text(source))) for word, (meaning, source) in TERMS.items())
    return Table("Viktiga ord", ("Ord", "Betydelse", "Källa"), rows)


def inputs(record: type[Record]) -> Table:
    """Every field of a record: label, unit, where it is found, what is expected and the default with its source."""
    rows = tuple(
        (text(one.label), text(one.unit), text(one.help), text(_default(one))) for one in fields_of(record).values()
    )
    return Table(f"Uppgifter: {RECORDS[record]}", ("Uppgift", "Enhet", "Var du hittar den", "Standardvärde"), rows)


def formulas(of: Literal["clinic", "doctor"]) -> Table:
    """Every result quantity: label, unit, formula in words, and its name in files."""
    declared = CLINIC_QUANTITIES if of == "clinic" else DOCTOR_QUANTITIES
    rows = tuple((text(one.label), text(one.unit), text(one.formula), text(one.key)) for one in declared)
    whose = "enheten" if of == "clinic" else "varje läkare"
    return Table(f"Formler för {whose}", ("Storhet", "Enhet", "Så räknas den", "Namn i JSON"), rows)


def everything() -> tuple[Table, ...]:
    """The whole glossary: words, the inputs of each record, the quantities."""
    return (terms(), *(inputs(record) for record in RECORDS), formulas("doctor"), formulas("clinic"))


def depends_on() -> Table:
    """The six things that the number may depend on, with the labels of the inputs that move each."""
    labels = {key: one.label for record in RECORDS for key, one in fields_of(record).items()}
    rows = tuple((text(what), text(", ".join(labels[key] for key in keys))) for what, keys in DEPENDS_ON.items())
    return Table("Det som antalet kan bero på", ("Det här kan antalet bero på", "Uppgifter som flyttar det"), rows)


def sources() -> Table:
    """Every cited document with its address."""
    rows = tuple(
        (text(one.title), text(one.publisher), text(one.year), Cell(one.link or "ingen adress", link=one.link))
        for one in SOURCES.values()
    )
    return Table("Källor", ("Titel", "Utgivare", "År", "Adress"), rows)


def matching(table: Table, words: str) -> Table:
    """The rows in which `words` stand; all where nothing is asked for."""
    wanted = words.casefold().split()
    rows = tuple(
        row for row in table.rows if all(word in " ".join(cell.shown for cell in row).casefold() for word in wanted)
    )
    return Table(table.caption, table.headings, rows)


def _default(one: Field) -> str:
    if one.computed_default is None and one.default is None:
        return "måste fyllas i" if one.required else "tomt" if one.optional else "fyll i"
    if one.kind == "rows":
        return "tomt"
    shown = "innevarande år" if one.computed_default else one.show_with_unit(one.default)
    return f"{shown} ({one.origin})" if one.source else shown
