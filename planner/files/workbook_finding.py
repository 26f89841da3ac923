"""Which sentence stands first on Resultat? Its formula, and the same said by Python.

Numbers become text in functions that do not depend on the computer's language.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from planner.domain.results import quantity
from planner.files.workbook_step import CLINIC_STEP, Cell, Step

HARD_SPACE = "\u00a0"


def _as_text(number: str) -> str:
    """A whole number as text with hard spaces."""
    x = f"ROUND(ABS({number}),0)"
    end = f'RIGHT("000"&MOD({x},1000),3)'
    middle = f'RIGHT("000"&INT(MOD({x},1000000)/1000),3)'
    return (
        f'IF({x}<1000,{x}&"",IF({x}<1000000,INT({x}/1000)&"{HARD_SPACE}"&{end},'
        f'INT({x}/1000000)&"{HARD_SPACE}"&{middle}&"{HARD_SPACE}"&{end}))'
    )


# the clinic's sums that stand in the sentence
TEXT_KEYS = ("capacity", "gap", "capacity_not_stated")
TEXTS = (
    Step("doctors", "Läkare med signatur", "", "ifyllda rader på bladet Läkare", "COUNT({all_typical})", decimals=0),
    Step("listed_text", "Listade patienter som text", "", "till meningen på bladet Resultat",
         _as_text("Uppgift_listed_patients"), "text"),
    *(
        Step(f"{key}_text", f"{label} som text", "", "till meningen på bladet Resultat",
             _as_text(f"{CLINIC_STEP}{key}"), "text")
        for key, label in ((key, quantity(key, "clinic").label) for key in TEXT_KEYS)
    ),
    Step("fte_missing_text", "Heltidsläkare som saknas som text", "", "till meningen på bladet Resultat",
         'INT(ROUND(Steg_fte_missing*10,0)/10)&","&MOD(ROUND(Steg_fte_missing*10,0),10)', "text"),
)  # fmt: skip
_NEEDS = "se vad som är ”ej ifyllt” på bladet Beräkning."
_EMPTY = "Fyll i bladen Enhet, Läkare och Läkarkontakter, så räknas svaret ut här."
_FOR = "Läkarna kan vara fast läkarkontakt för "
_UNDECIDED = (" Läkare med tid för ", " till är inte medräknade: det framgår inte om de räknas.")


def finding_formula() -> str:
    """The result as a sentence. `finding` says the same."""
    missing = 'IF(ISNUMBER(Steg_fte_missing)," Det motsvarar "&Steg_fte_missing_text&" heltidsläkare.","")'
    before, after = _UNDECIDED
    undecided = (
        f'IF(ISNUMBER(Steg_capacity_not_stated),IF(ROUND(Steg_capacity_not_stated,0)>0,"{before}"&'
        f'Steg_capacity_not_stated_text&"{after}",""),"")'
    )
    return (
        f'=IF(Steg_doctors=0,"{_EMPTY}",IF(NOT(ISNUMBER(Steg_capacity)),'
        f'"Antalet patienter går inte att beräkna än: {_NEEDS}",'
        f'IF(NOT(ISNUMBER(Steg_gap)),"{_FOR}"&Steg_capacity_text&" personer. Hur långt det räcker går inte att'
        f' beräkna: {_NEEDS}",IF(ROUND(Steg_gap,0)>0,"{_FOR}"&Steg_capacity_text&" av "&Steg_listed_text&'
        f'" listade. "&Steg_gap_text&" saknar plats."&{missing}&{undecided},'
        f'"{_FOR}alla "&Steg_listed_text&" listade, med plats för "&Steg_gap_text&" till."&{undecided}))))'
    )


def finding(capacity: Cell, gap: Cell, fte: Cell, not_stated: Cell, texts: Mapping[str, Cell]) -> str:
    """What `finding_formula` gives, worked out by Python."""
    before, after = _UNDECIDED
    some = not isinstance(not_stated, str) and round_half_up(not_stated) > 0
    undecided = f"{before}{texts['capacity_not_stated_text']}{after}" if some else ""
    if texts["doctors"] == 0:
        return _EMPTY
    if isinstance(capacity, str):
        return f"Antalet patienter går inte att beräkna än: {_NEEDS}"
    if isinstance(gap, str):
        return f"{_FOR}{texts['capacity_text']} personer. Hur långt det räcker går inte att beräkna: {_NEEDS}"
    if round_half_up(gap) > 0:
        missing = "" if isinstance(fte, str) else f" Det motsvarar {texts['fte_missing_text']} heltidsläkare."
        start = f"{_FOR}{texts['capacity_text']} av {texts['listed_text']} listade. "
        return f"{start}{texts['gap_text']} saknar plats.{missing}{undecided}"
    return f"{_FOR}alla {texts['listed_text']} listade, med plats för {texts['gap_text']} till.{undecided}"


def round_half_up(value: float) -> int:
    """Rounded as a spreadsheet's ROUND does, away from zero at a half."""
    return int(math.copysign(math.floor(abs(value) + 0.5), value))


def as_text(value: float) -> str:
    """What `_as_text` gives, worked out by Python."""
    x = abs(round_half_up(value))
    return f"{x:,}".replace(",", HARD_SPACE)
