"""Do aliases change names alone, never a number, and leave no signature behind?"""

import pytest

from planner.calc.clinic import calculate
from planner.calc.scenarios import outcomes
from planner.domain.as_json import plan_to_dict
from planner.domain.scenario import Comment
from planner.reports.papers.aliases import with_aliases
from tests.papers.orders import scenario
from tests.plans import random_plan
from tests.reports.examples import many


@pytest.mark.parametrize("seed", range(15))
def test_the_numbers_are_the_same(seed):
    plan = random_plan(seed, doctors=4)
    plan = plan.model_copy(update={"scenarios": (
        scenario("Deltid", *(f"doctors.{_quoted(one.doctor_id)}.fte=0.5" for one in plan.doctors)),
        scenario("Ny", 'doctors."Någon ny"={"fte": 0.5}', 'doctors."Någon ny".meeting_hours=1', f"doctors.{_quoted(plan.doctors[0].doctor_id)}=null"),
    )})  # fmt: skip
    hidden = with_aliases(plan)
    assert [one.doctor_id for one in hidden.doctors] == ["Läkare 1", "Läkare 2", "Läkare 3", "Läkare 4"]
    assert calculate(hidden).clinic == calculate(plan).clinic
    for under_alias, named in zip(outcomes(hidden, hidden.scenarios), outcomes(plan, plan.scenarios), strict=True):
        assert under_alias.results.clinic == named.results.clinic
        assert len(under_alias.issues) == len(named.issues)
    assert "Någon ny" not in str(plan_to_dict(hidden))


def test_signatures_in_words_are_replaced_and_comments_left_out():
    plan = many().model_copy(update={
        "scenarios": (scenario("Läkare B till 80 %", "doctors.\"Läkare B\".fte=0.8", reason="Läkare B vill, inte Läkare Bo", doctor_id="Läkare B"),),
        "comments": (Comment(path="clinic.planned_load", text="Läkare A säger", by="Läkare A"),),
    })  # fmt: skip
    hidden = with_aliases(plan)
    one = hidden.scenarios[0]
    assert (one.name, one.reason, one.doctor_id) == ("Läkare 2 till 80 %", "Läkare 2 vill, inte Läkare Bo", "Läkare 2")
    assert hidden.comments == ()


def test_a_one_letter_signature_is_replaced_in_paths_alone():
    from planner.domain.plan import Plan
    from tests.reports.examples import clinic, doctor_a

    plan = Plan(clinic=clinic(), doctors=(doctor_a(doctor_id="I"),))
    plan = plan.model_copy(update={"scenarios": (scenario("I år", "doctors.I.fte=0.5"),)})
    hidden = with_aliases(plan).scenarios[0]
    assert (hidden.name, hidden.changes[0].path) == ("I år", "doctors.Läkare 1.fte")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
