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
from planner.reports import mirror, sentences, way
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
        *sentences.clinic_not_counted(plan, results), sentences.clinic_riktvarde(plan, results),
        sentences.clinic_current_lists(plan, results), *sentences.riktvarde_notes(plan.clinic.region),
        sentences.doctors_finding(plan, results), sentences.dots_in_words(plan, results),
    ]  # fmt: skip
    for place in range(len(plan.doctors)):
        said += [
            sentences.doctor_answer(plan, results, place).sentence, mirror.doctor_hours(plan, results, place),
            mirror.doctor_riktvarde(plan, results, place), mirror.takes_heading(plan, results, place, 1_100),
            *mirror.what_it_takes(plan, results, place, 1_100), *mirror.no_time_left(plan, results, place),
            way.way_alt(plan, results, place, in_patients=False), way.way_alt(plan, results, place, in_patients=True), way.why_question(plan, results, place),
            *way.way_in_words(plan, place), way.way_finding(plan, place),
            way.way_finding_in_patients(results, place), way.same_way(plan, results, place),
            way.assumptions_in_words(plan, place), *sentences.why_not_computable(plan, results, place),
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
    assert "Tjänstgöringsgrad är inte ifyllt" in mirror.doctor_riktvarde(plan, results, 1)


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
        ({"employment": "agency"}, "men det framgår inte om de räknas. N6: Definitionen säger inget om hyrläkare."),
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
    sentence = plain(mirror.doctor_hours(plan, calculate(plan), 0))
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
        ({"meeting_hours": None}, "APT och möten är inte ifyllt"),
    ],
)
def test_why_there_is_no_mirror(given_fields: dict[str, Any], why: str) -> None:
    plan = Plan(clinic=examples.clinic(), doctors=(examples.doctor_a(**given_fields),))
    assert why in mirror.doctor_hours(plan, calculate(plan), 0)


def test_what_the_riktvarde_takes_each_lever_alone() -> None:
    plan = examples.worked()
    hours, minutes, load = map(plain, mirror.what_it_takes(plan, calculate(plan), 0, 1_100))
    assert hours.startswith("4,9 timmar mer i veckan")
    assert minutes.startswith("57,6 minuter per listad och år i stället för 67,3")
    assert load.startswith("planerad beläggning 103 % i stället för 88 %: det går inte")


def test_a_load_that_can_be_planned_is_not_said_to_be_impossible() -> None:
    plan = examples.worked()
    load = plain(mirror.what_it_takes(plan, calculate(plan), 0, 1_000.0)[-1])
    assert load == "planerad beläggning 93 % i stället för 88 %."


def test_a_list_that_has_room_takes_nothing() -> None:
    plan = examples.worked()
    assert mirror.what_it_takes(plan, calculate(plan), 0, 900) == ()
    assert mirror.takes_heading(plan, calculate(plan), 0, 900) == "900 patienter ryms redan i tiden."
    assert mirror.takes_heading(plan, calculate(plan), 0, 942) == "942 patienter ryms redan i tiden."
    assert mirror.takes_heading(plan, calculate(plan), 0, 943).startswith("Det här krävs")


def test_without_hours_for_patients_no_lever_divides_by_nothing() -> None:
    plan = Plan(clinic=examples.clinic(), doctors=(examples.doctor_a(meeting_hours=40.0),))
    said = mirror.what_it_takes(plan, calculate(plan), 0, 1_100)
    assert [("det går inte" in line) for line in said] == [False, True, True]


@pytest.mark.parametrize(
    ("clinic", "doctor", "words"),
    [
        ({}, {"role": "licensed"}, "Det finns inget riktvärde"),
        ({"region": "Sörmland"}, {"role": "st"}, "ST-år är inte ifyllt"),
        ({}, {"fte": 0.8}, "är 880"),
        ({}, {}, "är 1 100 (nationellt, Socialstyrelsen 2022). Antalet är 942, 158 färre än riktvärdet."),
        ({}, {"role": "st"}, "är 550 (nationellt, Socialstyrelsen 2022). Antalet är 942, 392 fler än riktvärdet."),
        ({"region": "Värmland"}, {}, "är 1 500 (Region Värmland 2022)"),
    ],
)
def test_the_riktvarde_and_why_there_is_none(clinic: dict[str, Any], doctor: dict[str, Any], words: str) -> None:
    plan = Plan(clinic=examples.clinic(**clinic), doctors=(examples.doctor_a(**doctor),))
    said = plain(mirror.doctor_riktvarde(plan, calculate(plan), 0))
    assert words in said


def test_the_national_riktvarde_stands_beside_another_regions() -> None:
    plan = Plan(clinic=examples.clinic(region="Värmland"), doctors=(examples.doctor_a(),))
    said = plain(sentences.clinic_riktvarde(plan, calculate(plan)))
    assert "tillsammans 1 500" in said
    assert "nationella riktvärde blir det 1 100" in said
    assert sentences.COMPARISON in said


def test_notes_on_riktvarden_carry_dates_and_sources_for_the_region_and_the_nation() -> None:
    notes = sentences.riktvarde_notes("Östergötland")
    assert any(note.startswith("Östergötland") and "till 2027-12-31" in note for note in notes)
    assert any(note.startswith("Nationell") for note in notes)
    assert all("Källa: " in note for note in notes)
    assert any("inget beslutat värde" in note for note in sentences.riktvarde_notes("Kalmar län"))


def one(clinic: dict[str, Any] | None = None, **doctor: Any) -> Plan:
    return Plan(clinic=examples.clinic(**(clinic or {})), doctors=(examples.doctor_a(**doctor),))


def test_number_and_riktvarde_are_compared_without_care_homes_on_both_pages() -> None:
    plan = one({"region": "Nationell"}, care_home_patients=40)
    results = calculate(plan)
    expected = "Utan de 40 på särskilt boende är antalet 942, 158 färre än riktvärdet."
    assert expected in plain(mirror.doctor_riktvarde(plan, results, 0))
    assert expected in plain(sentences.clinic_riktvarde(plan, results))
    without = one()
    assert "Antalet är 942, 158 färre" in plain(sentences.clinic_riktvarde(without, calculate(without)))


def test_the_clinic_compares_only_doctors_that_have_a_riktvarde() -> None:
    plan = examples.many()
    results = calculate(plan)
    compared = [row for row, doctor in zip(results.doctors, plan.doctors, strict=True)
                if row["riktvarde"] is not None and doctor.employment != "agency"]  # fmt: skip
    room, riktvarde = (sum(row[key] for row in compared) for key in ("patients", "riktvarde"))
    assert f"{abs(round(room) - round(riktvarde))} färre än riktvärdet" in plain(
        sentences.clinic_riktvarde(plan, results)
    ).replace("1 ", "1")


def test_todays_list_is_said_to_be_without_care_homes_where_there_are_some() -> None:
    plan = one(current_list=1_140, care_home_patients=40)
    said = plain(mirror.doctor_hours(plan, calculate(plan), 0))
    assert said.startswith("Dagens lista utan särskilt boende, 1 100 patienter, tar 44,9 timmar i veckan")


def test_only_care_home_patients_are_not_told_twice() -> None:
    plan = one(care_home_patients=40, meeting_hours=40.0)
    answer = plain(sentences.doctor_answer(plan, calculate(plan), 0).sentence)
    assert answer.endswith("40 patienter, alla på särskilt boende.")


def test_hours_are_told_though_the_contract_is_not_filled_in() -> None:
    plan = one(fte=None)
    assert plain(mirror.doctor_hours(plan, calculate(plan), 0)) == (
        "Dagens lista på 1 100 patienter tar 44,9 timmar i veckan, uppdragen inräknade. Den avtalade veckan går inte"
        " att beräkna: Tjänstgöringsgrad är inte ifyllt."
    )


def test_duties_beyond_the_week_go_first_and_are_said() -> None:
    plan = one(fte=0.2)
    results = calculate(plan)
    row = results.doctors[0]
    assert row["patient_hours"] == 0
    (said,) = mirror.no_time_left(plan, results, 0)
    assert plain(said).startswith(
        "Läkare A: uppdragen tar 455 h om året, lika mycket som eller mer än arbetstidens 331 h."
    )
    hours, *_ = map(plain, mirror.what_it_takes(plan, results, 0, 220))
    more, fewer = (
        float(found.replace(",", ".")) for found in re.findall(r"([\d,]+) timmar (?:mer i veckan för|färre)", hours)
    )
    assert fewer == pytest.approx(more + 3.0)
    # that many hours less of duties, and there is room
    freed = change(plan, "doctors.Läkare A.meeting_hours", 0.0)
    freed = change(freed, "doctors.Läkare A.supervision_hours", 0.0)
    rest = 11.0 - 5.0 - fewer
    freed = change(freed, "doctors.Läkare A.other_hours", 0.0)
    freed = change(freed, "doctors.Läkare A.care_home_hours", rest + 5.0)
    assert calculate(freed).doctors[0]["patients"] == pytest.approx(220, abs=2)


def test_only_what_leaves_no_time_is_said_at_the_top() -> None:
    plan = one(yearly_hours=2_000.0)
    assert "mer än arbetstidens 1 656 h" in plain(mirror.no_time_left(plan, calculate(plan), 0)[0])
    assert mirror.no_time_left(examples.worked(), calculate(examples.worked()), 0) == ()


def test_an_adviser_is_asked_why_there_is_no_list_and_spoils_no_span() -> None:
    plan = Plan(clinic=examples.clinic(), doctors=(
        examples.doctor_a(current_list=None), examples.doctor_a(doctor_id="H", role="senior_advisor", current_list=None),
    ))  # fmt: skip
    results = calculate(plan)
    assert way.why_question(plan, results, 1) == "Varför ingen egen lista?"
    assert plain(sentences.doctors_finding(plan, results)) == "Tiden räcker till 942 patienter"
    assert "H: ingen egen lista." in sentences.dots_in_words(plan, results)
    assert mirror.what_it_takes(plan, results, 1, 100) == ()
    assert mirror.takes_heading(plan, results, 1, 100) == ""


def test_the_wish_starts_at_todays_own_list_else_at_the_riktvarde() -> None:
    for given_fields, wish in (
        ({"current_list": 1_200, "care_home_patients": 50}, 1_150), ({"current_list": None, "fte": 0.5}, 550),
        ({"current_list": None, "role": "licensed"}, None),
    ):  # fmt: skip
        assert mirror.starting_wish(calculate(one(**given_fields)), 0) == wish


def test_a_figure_without_sight_begins_with_its_finding_and_its_numbers() -> None:
    plan = examples.worked()
    hours, patients = (plain(way.way_alt(plan, calculate(plan), 0, in_patients=one)) for one in (False, True))
    assert hours.startswith("Av årets 2 088 timmar blir 1 057 planerad tid för patienter.")
    assert "Semester (26 dagar/år) −208 h" in hours
    assert patients.startswith("Den planerade tiden räcker till 942 patienter.")


def test_defaults_are_not_said_to_be_filled_in() -> None:
    plan = examples.worked()
    own, sourced, assumed = re.findall(r"(\d+)(?=[, ]| är)", plain(way.assumptions_in_words(plan, 0)))[1:4]
    confirmed = change(plan, "doctors.Läkare A.care_need", 1.0)
    assert f"Ni har fyllt i {int(own) + 1}, {sourced} är standardvärden med källa och {int(assumed) - 1} är" in (
        way.assumptions_in_words(confirmed, 0)
    )


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


def test_what_a_first_number_leaves_out() -> None:
    first = change(examples.worked(), "clinic.planned_load", 1.0)
    assert plain(sentences.left_out(first)) == (
        "Talet räknar ännu inte med akut besök, telefon och luft för det oväntade (planerad beläggning är 100 %). Med"
        " det blir talet lägre."
    )
    whole = change(first, "clinic.planned_load", 0.9)
    for kind in ("acute_visit", "phone"):
        whole = change(whole, f"clinic.contacts.{kind}.contacts_per_year", 10.0)
    assert sentences.left_out(whole) == ""


def test_a_year_before_the_riktvarde_is_told() -> None:
    plan = change(examples.worked(), "clinic.year", 2022)
    assert "gäller från 2022-04-28, alltså inte den 1 januari 2022" in sentences.clinic_riktvarde(plan, calculate(plan))


def test_the_planned_load_is_said_beside_the_figure() -> None:
    assert plain(sentences.how_to_read_dots(examples.worked())).endswith(
        "Planen bokar 88 % av tiden för patienter; en lista som tar mer än så ryms inte i den."
    )
    full = change(examples.worked(), "clinic.planned_load", 1.0)
    assert "bokar" not in sentences.how_to_read_dots(full)
