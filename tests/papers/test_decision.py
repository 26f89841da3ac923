"""Does the decision paper say capacity, gap, scenarios, risks and what is to be decided, with nobody named?"""

import datetime as dt
import itertools
from dataclasses import replace

import pytest

from planner.calc.clinic import calculate
from planner.calc.scenarios import outcomes
from planner.calc.time_use import clinic_time_use, doctor_time_use
from planner.domain.plan import Plan
from planner.reports.papers import Order, make
from planner.reports.papers.aliases import with_aliases
from planner.reports.papers.risks import risks
from planner.reports.papers.year import time_use_finding
from planner.swedish import number
from tests.papers.orders import DAY, scenario, without_supervision
from tests.papers.reading_pdf import numbers, one_line, opened, words
from tests.plans import random_plan
from tests.reports.examples import clinic, doctor_a, many, with_nulls, worked


def told(plan: Plan, chosen=None) -> str:
    return one_line(" ".join(risks(plan, calculate(plan), chosen)))


def paper(order: Order) -> list[str]:
    return [one_line(page.extract_text()) for page in opened(make("beslut", order)).pages]


def test_the_first_page_is_how_it_stands():
    first, _ = paper(Order(many(), DAY))
    results = calculate(many())
    for key in ("capacity", "gap", "riktvarde", "capacity_not_stated"):
        assert one_line(number(results.clinic[key])) in first
    assert "Specialist, 5 läkare" in first
    assert "underlag" in first


def test_the_second_page_compares_proposes_and_leaves_room():
    order = Order(without_supervision(), DAY, scenario=0)
    _, second = paper(order)
    assert "1 007 (+65)" in second
    assert "Förslag till beslut: Enheten planerar för 2026 efter scenariot ”Utan handledning”." in second
    assert "plats för 1 007 personer" in second
    assert "Läkare 1: Handledning: 2 h/vecka blir 0 h/vecka" in second
    for room in ("Beslutas av", "Datum", "Villkor och uppföljning", "inte ett krav och inte ett facit"):
        assert room in second
    assert "planen som den är" in paper(Order(worked(), DAY))[1]


def test_nobody_is_named_unless_asked_for():
    plan = without_supervision()
    assert "Läkare A" not in words(make("beslut", Order(plan, DAY, scenario=0)))
    assert "Läkare A" in words(make("beslut", Order(plan, DAY, scenario=0, real_names=True)))


@pytest.mark.parametrize(("given", "clinics", "risk"), [
    ({"employment": "agency"}, {}, "En hyrläkare ingår i planen"), ({}, {"planned_load": 1.0}, "Planen bokar 100 %"),
    ({"to_date": dt.date(2026, 8, 31)}, {}, "En läkare har ett slutdatum"), ({"role": "st", "supervised": None}, {}, "framgår det inte"),
    ({}, {}, "I dag är 1 lista större än den planerade tiden räcker till, tillsammans med 158 patienter"),
    ({"other_hours": 36.0}, {}, "ovanlig"), ({"fte": None}, {}, "Talet går inte att beräkna än."),
])  # fmt: skip
def test_risks_come_from_the_figures(given, clinics, risk):
    region = {"region": "Kronoberg"} if given.get("role") == "st" else {}
    assert risk in told(Plan(clinic=clinic(**clinics, **region), doctors=(doctor_a(**given),)))


def test_no_risk_of_what_is_not_so():
    def one(**given):
        return told(Plan(clinic=clinic(), doctors=(doctor_a(current_list=942, **given),)))

    assert "större än" not in one()  # 941.9, which every page shows as 942
    for left in (dt.date(2025, 12, 31), dt.date(2027, 1, 1), None):
        assert "slutdatum" not in one(to_date=left)
    # one that is not counted has a list too, but the sum is of those that count
    apart = doctor_a(doctor_id="Läkare B", role="licensed", specialty="none")
    both = told(Plan(clinic=clinic(), doctors=(doctor_a(), apart)))
    assert "1 lista större än den planerade tiden räcker till, tillsammans med 158 patienter" in both


def test_places_to_spare_are_told_without_a_sign():
    plan = Plan(clinic=clinic(), doctors=tuple(doctor_a(doctor_id=f"Läkare {i}") for i in range(10)))
    first = paper(Order(plan, DAY))[0]
    assert "Lediga platser 619" in first  # ten with room for 941.9, and 8 800 listed
    assert "−619" not in first


def test_doctors_own_proposals_are_not_told_to_others():
    """What a doctor has tried on for herself is hers until she asks for it to be shown."""
    whose = ("Läkare A", "Läkare som har slutat")
    own = [scenario("Hemligt förslag", "doctors.B.fte=0.55", doctor_id=one, reason="Av hälsoskäl.") for one in whose]
    plan = without_supervision()
    plan = plan.model_copy(
        update={"scenarios": (*own, *plan.scenarios), "doctors": (*plan.doctors, doctor_a(doctor_id="B"))}
    )
    for kind, real_names in itertools.product(("beslut", "jamforelse"), (False, True)):
        shown = one_line(words(make(kind, Order(plan, DAY, real_names=real_names))))
        assert "Fler listade" in shown
        assert "Hemligt" not in shown, kind
        assert "hälsoskäl" not in shown, kind
        assert "scenarier till" not in shown, kind
    # the one that is asked for is shown
    assert "Hemligt förslag" in one_line(words(make("beslut", Order(plan, DAY, scenario=0))))


def test_risks_of_a_scenario_and_of_one_doctor():
    plan = many().model_copy(
        update={"scenarios": (scenario("S", "doctors.Borta.fte=1", colleague_hours=880.0),)}
    )  # fmt: skip
    said = told(plan, outcomes(plan, plan.scenarios)[0])
    assert "1 av scenariots ändringar gäller inte längre" in said
    assert "880 timmar om året av andra yrkesgrupper" in said
    two = Plan(clinic=clinic(), doctors=(doctor_a(), doctor_a(doctor_id="Läkare B", fte=0.5)))
    assert "En enda läkare står för" in told(two)
    assert "vilar på antaganden" in told(two) or "antagna till 0" in told(two)


def test_no_risk_blames_and_no_name_is_told():
    for seed in range(40):
        plan = random_plan(seed)
        said = told(with_aliases(plan))
        assert said
        for word in (
            "None",
            "nan",
            "effektiv",
            "produktiv",
            "optimal",
            *(one.doctor_id for one in plan.doctors if len(one.doctor_id) > 4),
        ):
            assert word not in said


def test_the_years_hours_add_up():
    plan = many()
    results, whole = calculate(plan), clinic_time_use(plan, calculate(plan))
    parts = [doctor_time_use(plan, results, place) for place in range(len(plan.doctors))]
    assert whole.whole == pytest.approx(sum(one.whole for one in parts))
    a = parts[0]
    assert a.whole == pytest.approx(248 * 8)
    assert (a.duties, a.absence) == (pytest.approx(455.4), pytest.approx(248 * 8 - 1656))
    assert a.direct + a.indirect == pytest.approx(1200.6 * 0.88)
    assert a.direct / (a.direct + a.indirect) == pytest.approx(49.3 / 67.3, abs=0.01)
    assert a.slack == pytest.approx(1200.6 * 0.12)
    adviser = Plan(clinic=clinic(), doctors=(doctor_a(role="senior_advisor", current_list=None),))
    assert doctor_time_use(adviser, calculate(adviser), 0).without_list == pytest.approx(1200.6)
    assert f"{number(whole.whole)} timmar" in time_use_finding(whole)
    assert clinic_time_use(with_nulls(), calculate(with_nulls())) is None
    assert clinic_time_use(Plan(clinic=clinic()), calculate(Plan(clinic=clinic()))) is None


@pytest.mark.parametrize("seed", range(20))
def test_time_use_covers_the_contracted_hours(seed):
    plan = random_plan(seed, blanks=0, doctors=3)
    results = calculate(plan)
    for place, doctor in enumerate(plan.doctors):
        use, row = doctor_time_use(plan, results, place), results.doctors[place]
        if use is not None:
            assert use.whole == pytest.approx(row["workdays"] * plan.clinic.full_time_hours / 5 * doctor.fte)
            assert min(use.direct, use.indirect, use.slack, use.duties, use.absence) >= -1e-9


def test_the_comparison_holds_every_table_with_its_numbers():
    order = Order(without_supervision(), DAY, real_names=True)
    text = words(make("jamforelse", order))
    both = outcomes(order.plan, order.plan.scenarios)
    for one in both:
        assert number(one.results.clinic["capacity"]) in numbers(text)
    for heading in ("Scenarierna bredvid utgångsläget", "Enheten i varje scenario", "Uppgifter som skiljer"):
        assert heading in text
    assert "Kollegan tar över handledningen." in one_line(text)


def test_the_scenarios_that_are_chosen_are_compared_under_aliases():
    order = Order(without_supervision(), DAY, compared=(1,))
    text = one_line(words(make("jamforelse", order)))
    assert "Fler listade: plats för" in text
    assert "Utan handledning: plats" not in text
    assert "Läkare 1" in text
    assert "Läkare A" not in text
    named = one_line(words(make("jamforelse", replace(order, real_names=True))))
    assert "Läkare A" in named
    assert "scenarier till" in named


def test_what_a_scenario_adds_is_told_with_its_values():
    added = ("clinic.contacts.home_visit.contacts_per_year=300", "clinic.contacts.home_visit.minutes=45")
    plan = worked().model_copy(update={"scenarios": (scenario("Hembesök", *added),)})
    told_words = "Hembesök läggs till (Kontakter per år: 300 per år; Minuter med patienten: 45 min)"
    assert told_words in paper(Order(plan, DAY, scenario=0))[1]
    compared = one_line(words(make("jamforelse", Order(plan, DAY))))
    assert "300 per år" in compared
    assert "45 min" in compared
    assert "har kommit till (Kontakter per år: 300" in one_line(words(make("dialog", Order(plan, DAY, 0, 0))))


def test_a_scenario_that_no_longer_applies_is_marked():
    plan = worked().model_copy(update={"scenarios": (scenario("Borta", "doctors.X.fte=0.5"),)})
    assert "Borta (gäller inte längre)" in paper(Order(plan, DAY))[1]
    text = one_line(words(make("jamforelse", Order(plan, DAY))))
    assert "Borta: ändringarna gäller inte längre, så talen är de i utgångsläget." in text
    assert "Scenariots ändringar gäller inte längre, så det finns inget att jämföra." in text
