"""The steps that say who may be fast läkarkontakt by the region's rule, and whose patients and riktvärde count.

0–4 is how strict an answer is, as in `planner.domain.eligibility.STRICTNESS`.
"""

from __future__ import annotations

from planner.domain.doctor import EMPLOYMENTS, ROLES
from planner.domain.eligibility import STRICTNESS, Outcome
from planner.domain.rules import SUMS
from planner.files.workbook_step import Step, empty


def _key_of_rule(*parts: str) -> str:
    return '&"|"&'.join(parts)


def _in(outcomes: tuple[Outcome, ...]) -> str:
    """Whether the doctor's outcome is one of these."""
    return f"OR({','.join(f'{{strictness}}={STRICTNESS.index(outcome)}' for outcome in outcomes)})"


_UNSTATED, _NO = STRICTNESS.index("not_stated"), STRICTNESS.index("not_eligible")
_SCALE = ", ".join(
    f"{i} = {words}" for i, words in enumerate(("ja", "ja för en viss grupp", "framgår inte", "avråds", "nej"))
)
_GROUP = STRICTNESS.index("eligible_for_group")
_EMPLOYMENT = "Anstallning_region,Steg_rule_region,Anstallning_form,{employment}"
_EMPLOYMENT_LINE = (
    f"IFERROR(MATCH({_key_of_rule('Steg_rule_region', '{employment}', '{strictness}')},Anstallning_nyckel,0),0)"
)

ELIGIBILITY = (
    Step("rule_line", "Regelrad för kompetensen", "",
         "radens nummer i uppslaget på bladet Vem räknas; 0 = ingen rad nämner befattningen och specialiteten",
         f"IFERROR(MATCH({_key_of_rule('Steg_rule_region', '{role}', '{specialty}')},Regel_nyckel,0),0)", decimals=0),
    Step("by_competence", "Enligt kompetensen", "", _SCALE,
         f"IF({{rule_line}}>0,INDEX(Regel_utfall,MAX(1,{{rule_line}})),IF(OR({empty('role')},AND({empty('specialty')},"
         f"COUNTIFS(Regel_region,Steg_rule_region,Regel_befattning,{{role}})>0)),{_UNSTATED},"
         f"INDEX(Ovriga_utfall,MATCH(Steg_rule_region,Ovriga_region,0))))", decimals=0),
    Step("by_employment", "Enligt anställningsformen", "", "0 när regeln inget säger, men 2 för hyrläkare",
         f"IF({empty('employment')},{_UNSTATED},IF(COUNTIFS({_EMPLOYMENT})>0,"
         f"SUMPRODUCT(MAX((Anstallning_region=Steg_rule_region)*(Anstallning_form={{employment}})*Anstallning_utfall)),"
         f'IF({{employment}}="{EMPLOYMENTS["agency"]}",{_UNSTATED},0)))', decimals=0),
    Step("by_supervision", "Enligt handledningen", "",
         "bara där regelraden kräver handledare: ja 0, ej ifyllt 2, nej 4",
         f'IF({{rule_line}}=0,0,IF(INDEX(Regel_handledning,MAX(1,{{rule_line}}))<>"ja",0,'
         f'IF({empty("supervised")},{_UNSTATED},IF({{supervised}}="ja",0,{_NO}))))', decimals=0),
    Step("strictness", "Det strängaste av de tre", "", _SCALE,
         "MAX({by_competence},{by_employment},{by_supervision})", decimals=0),
    Step("eligibility", "Kan vara fast läkarkontakt", "", "det strängaste i ord", "INDEX(Utfall_ord,{strictness}+1)",
         "text"),
    Step("eligibility_group", "För gruppen", "", "om svaret gäller en viss grupp",
         f'IF(AND({{rule_line}}>0,{{strictness}}={_GROUP}),INDEX(Regel_grupp,MAX(1,{{rule_line}}))&"","")', "text"),
    Step("eligibility_rules", "Regelrader som avgör", "", "raderna på bladet Vem räknas med det strängaste svaret",
         'IF({rule_line}=0,"",IF(OR({by_competence}={strictness},{by_supervision}={strictness}),'
         'INDEX(Regel_id,MAX(1,{rule_line}))&" ",""))'
         f'&IF({_EMPLOYMENT_LINE}>0,INDEX(Anstallning_id,MAX(1,{_EMPLOYMENT_LINE})),"")', "text"),
)  # fmt: skip


def _patients_where(key: str, label: str, outcomes: tuple[Outcome, ...]) -> Step:
    return Step(key, label, "personer", "patienter, särskilt boende inräknat, om svaret ovan är ett av dem, annars 0",
                f"IF({_in(outcomes)},{{named_patients}},0)", "persons")  # fmt: skip


_NO_LIST = ROLES["senior_advisor"]
_COUNTED = _in(SUMS["capacity"])
COUNTED_STEPS = (
    _patients_where("patients_counted", "Räknas i Kan ha fast läkarkontakt", SUMS["capacity"]),
    _patients_where("patients_not_stated", "Räknas där regeln inte säger något", SUMS["capacity_not_stated"]),
    _patients_where("patients_not_counted", "Räknas hos läkare som inte räknas", SUMS["capacity_other"]),
    Step("hours_counted", "Planerad tid med egen lista", "h/år",
         "planerad tid för patienter, 0 för den utan egen lista",
         f'IF({{role}}="{_NO_LIST}",0,{{planned_hours}})'),
    Step("riktvarde_counted", "Riktvärde som räknas", "personer", "riktvärdet om läkaren räknas och har ett",
         f'IF({_COUNTED},{{riktvarde}},"")', "persons"),
    Step("national_counted", "Nationellt riktvärde som räknas", "personer",
         "nationellt riktvärde × tjänstgöringsgrad om läkaren räknas",
         f'IF({_COUNTED},{{national_full_time}}*{{fte}},"")', "persons"),
)  # fmt: skip
