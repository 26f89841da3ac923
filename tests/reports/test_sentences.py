"""Do the sentences say what the results hold, and in words what could not be computed?"""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings

from planner.calc.clinic import calculate
from planner.domain.clinic import Clinic
from planner.domain.doctor import Doctor
from planner.domain.plan import Plan, change
from planner.domain.results import Results
from planner.reports import sentences
from tests.plans import plans
from tests.reports import examples

FORBIDDEN = re.compile(
    r"\b(nan|inf|none|optimal\w*|effektiv\w*|produktivitet|underpresterar|mål|norm)\b", re.IGNORECASE
)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def everything(plan: Plan, results: Results) -> list[str]:
    """Every sentence there is about a plan."""
    said = [
        sentences.clinic_answer(plan, results).sentence, sentences.clinic_gap(results),
        *sentences.clinic_not_counted(plan, results), sentences.clinic_riktvarde(results),
        sentences.clinic_current_lists(plan, results), *sentences.riktvarde_notes(plan.clinic.region),
        sentences.doctors_finding(plan, results), sentences.dots_in_words(plan, results),
    ]  # fmt: skip
    for place in range(len(plan.doctors)):
        said += [
            sentences.doctor_answer(plan, results, place).sentence, sentences.doctor_hours(plan, results, place),
            sentences.doctor_riktvarde(plan, results, place), sentences.takes_heading(plan, results, place),
            *sentences.what_riktvarde_takes(plan, results, place), sentences.why_question(results, place),
            *sentences.way_in_words(plan, place), sentences.way_finding(plan, place),
            sentences.way_finding_in_patients(results, place), sentences.same_way(plan, results, place),
            sentences.assumptions_in_words(plan, place), *sentences.why_not_computable(plan, results, place),
        ]  # fmt: skip
    return said


def test_the_clinics_answer_names_capacity_listed_and_share() -> None:
    plan = examples.worked()
    answer = sentences.clinic_answer(plan, calculate(plan))
    assert plain(answer.sentence) == (
        "Med det här underlaget kan ni vara fast läkarkontakt för 942 av 8 800 listade (11 %)."
    )
    assert answer.number == "942"


def test_the_gap_is_told_in_listed_and_in_full_time_doctors() -> None:
    assert plain(sentences.clinic_gap(calculate(examples.worked()))) == (
        "7 858 listade får inte plats hos en fast läkarkontakt. Det motsvarar 8,3 heltidsläkare med plats för 942"
        " patienter var."
    )


def test_room_for_more_than_are_listed_is_told_as_room() -> None:
    plan = change(examples.worked(), "clinic.listed_patients", 8_800)
    small = Plan(clinic=examples.clinic(listed_patients=900, contacts=(), direct_hours_per_year=500.0),
                 doctors=plan.doctors)  # fmt: skip
    results = calculate(small)
    extra = round(results.clinic["capacity"] - 900)
    assert plain(sentences.clinic_gap(results)).startswith(f"Det finns plats för {extra} fler")
    assert "alla får plats" in sentences.clinic_answer(small, results).sentence


def test_doctors_that_do_not_count_are_named_with_their_room() -> None:
    plan = examples.many()
    (sentence,) = sentences.clinic_not_counted(plan, calculate(plan))
    assert "Läkare G" in sentence
    assert "290" in sentence
    assert "Läkare A" not in sentence


def test_without_a_reference_doctor_the_missing_full_times_are_said_to_be_not_computable() -> None:
    plan = Plan(clinic=examples.clinic(), doctors=(examples.doctor_a(meeting_hours=40.0),))
    results = calculate(plan)
    assert results.clinic["fte_missing"] is None
    assert "går inte att beräkna" in sentences.clinic_gap(results)


def test_what_is_missing_is_named_for_the_clinic_and_for_each_doctor() -> None:
    plan = examples.with_nulls()
    results = calculate(plan)
    assert sentences.clinic_answer(plan, results).number == ""
    assert [text.split(" är inte")[0] for text in sentences.why_not_computable(plan, results)] == [
        "Läkare B: Tjänstgöringsgrad", "Läkare C: Sjukfrånvaro",
    ]  # fmt: skip
    (only,) = sentences.why_not_computable(plan, results, 2)
    assert only.startswith("Läkare C: Sjukfrånvaro")
    assert "Tjänstgöringsgrad är inte ifyllt" in sentences.doctor_riktvarde(plan, results, 1)


def test_an_empty_plan_says_what_it_needs() -> None:
    plan = examples.empty()
    results = calculate(plan)
    assert sentences.clinic_answer(plan, results).number == ""
    needed = " ".join(sentences.why_not_computable(plan, results))
    for word in ("Listade patienter", "Läkarkontakter", "Inga läkare"):
        assert word in needed


def test_no_time_per_listed_is_said_and_not_taken_for_a_missing_input() -> None:
    plan = Plan(
        clinic=examples.clinic(contacts=(), direct_hours_per_year=0.0, indirect_minutes=0.0),
        doctors=(examples.doctor_a(),),
    )
    results = calculate(plan)
    assert results.doctors[0]["patients"] is None
    assert "0 minuter" in " ".join(sentences.why_not_computable(plan, results, 0))


@pytest.mark.parametrize(
    ("given_fields", "words"),
    [
        ({}, "Läkare A kan vara fast läkarkontakt för 942 patienter."),
        ({"care_home_patients": 40}, "Läkare A kan vara fast läkarkontakt för 982 patienter, varav 40 på särskilt boende."),
        ({"employment": "agency"}, "men om de räknas framgår inte av regeln"),
        ({"specialty": "other"}, "men de räknas inte enligt regeln"),
        ({"specialty": "geriatrics"}, "942 patienter (äldre patienter)."),
        ({"role": "senior_advisor"}, "Läkare A är senior rådgivare och har ingen egen lista."),
        ({"fte": None}, "Det går ännu inte att beräkna hur många patienter Läkare A har tid för."),
    ],
)  # fmt: skip
def test_the_doctors_answer(given_fields: dict[str, Any], words: str) -> None:
    plan = Plan(clinic=examples.clinic(), doctors=(examples.doctor_a(**given_fields),))
    assert words in plain(sentences.doctor_answer(plan, calculate(plan), 0).sentence)


def test_hours_over_the_contract_are_a_sentence_about_hours() -> None:
    plan = examples.worked()
    sentence = plain(sentences.doctor_hours(plan, calculate(plan), 0))
    assert sentence == (
        "Dagens lista på 1 100 patienter tar 44,9 timmar i veckan, uppdragen inräknade. Den avtalade veckan är 40,0"
        " timmar. Det är 4,9 timmar mer i veckan."
    )
    assert "Läkare A" not in sentence


@pytest.mark.parametrize(
    ("given_fields", "why"),
    [
        ({"current_list": None}, "Nuvarande lista är inte ifyllt"),
        ({"current_list": 30, "care_home_patients": 30}, "ingen egen lista finns utanför särskilt boende"),
        ({"other_absence_days": 260.0}, "inga veckor i arbete"),
        ({"meeting_hours": None}, "något i underlaget är inte ifyllt"),
    ],
)
def test_why_there_is_no_mirror(given_fields: dict[str, Any], why: str) -> None:
    plan = Plan(clinic=examples.clinic(), doctors=(examples.doctor_a(**given_fields),))
    assert why in sentences.doctor_hours(plan, calculate(plan), 0)


def test_what_the_riktvarde_takes_each_lever_alone() -> None:
    plan = examples.worked()
    hours, minutes, load = map(plain, sentences.what_riktvarde_takes(plan, calculate(plan), 0))
    assert hours.startswith("4,9 timmar mer i veckan")
    assert minutes.startswith("57,6 minuter per listad och år i stället för 67,3")
    assert load.startswith("planerad beläggning 103 % i stället för 88 %: det går inte")


def test_a_load_that_can_be_planned_is_not_said_to_be_impossible() -> None:
    plan = examples.worked()
    load = plain(sentences.what_it_takes(plan, calculate(plan), 0, 1_000.0)[-1])
    assert load == "planerad beläggning 93 % i stället för 88 %."


def test_a_list_that_has_room_takes_nothing() -> None:
    plan = examples.worked()
    assert sentences.what_it_takes(plan, calculate(plan), 0, 900.0) == ("900 patienter ryms redan i tiden.",)


def test_without_hours_for_patients_no_lever_divides_by_nothing() -> None:
    plan = Plan(clinic=examples.clinic(), doctors=(examples.doctor_a(meeting_hours=40.0),))
    said = sentences.what_riktvarde_takes(plan, calculate(plan), 0)
    assert [("det går inte" in line) for line in said] == [False, True, True]


@pytest.mark.parametrize(
    ("clinic", "doctor", "words"),
    [
        ({}, {"role": "licensed"}, "Det finns inget riktvärde"),
        ({"region": "Sörmland"}, {"role": "st"}, "ST-år är inte ifyllt"),
        ({}, {"fte": 0.8}, "är 880"),
        ({}, {}, "Antalet är 158 färre"),
        ({}, {"role": "st"}, "är 550. Antalet är 392 fler"),
        ({"region": "Värmland"}, {}, "är 1 500"),
    ],
)
def test_the_riktvarde_and_why_there_is_none(clinic: dict[str, Any], doctor: dict[str, Any], words: str) -> None:
    plan = Plan(clinic=examples.clinic(**clinic), doctors=(examples.doctor_a(**doctor),))
    said = plain(sentences.doctor_riktvarde(plan, calculate(plan), 0))
    assert words in said


def test_the_national_riktvarde_stands_beside_another_regions() -> None:
    plan = Plan(clinic=examples.clinic(region="Värmland"), doctors=(examples.doctor_a(),))
    said = plain(sentences.clinic_riktvarde(calculate(plan)))
    assert "tillsammans 1 500" in said
    assert "nationella riktvärde blir det 1 100" in said
    assert sentences.COMPARISON in said


def test_notes_on_riktvarden_carry_dates_and_sources_for_the_region_and_the_nation() -> None:
    notes = sentences.riktvarde_notes("Östergötland")
    assert any(note.startswith("Östergötland") and "till 2027-12-31" in note for note in notes)
    assert any(note.startswith("Nationell") for note in notes)
    assert all("Källa: " in note for note in notes)
    assert any("inget beslutat värde" in note for note in sentences.riktvarde_notes("Kalmar län"))


@pytest.mark.parametrize("clean", [True, False])
def test_no_plan_makes_a_sentence_with_a_number_that_is_none(clean: bool) -> None:
    @settings(max_examples=20, deadline=None)
    @given(plan=plans(clean=clean, blanks=0.15, most_doctors=4))
    def holds(plan: Plan) -> None:
        anonymous = Plan(
            clinic=plan.clinic,
            doctors=tuple(d.model_copy(update={"doctor_id": f"L{i}"}) for i, d in enumerate(plan.doctors)),
        )
        for sentence in everything(anonymous, calculate(anonymous)):
            assert not FORBIDDEN.search(sentence), sentence

    holds()


def test_every_input_at_its_default_makes_sentences_too() -> None:
    plan = Plan(clinic=Clinic(), doctors=(Doctor(),))
    assert all(isinstance(sentence, str) for sentence in everything(plan, calculate(plan)))
