"""Do scenarios and comments follow a doctor who gets another signature?"""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.calc.scenarios import apply
from planner.domain.change_text import change_of
from planner.domain.kept import with_renamed_doctor, with_scenario, without_scenario
from planner.domain.plan import Plan, doctor_path
from planner.domain.scenario import Comment, Scenario
from tests.plans import plans
from tests.reports.examples import many, worked


def kept(plan: Plan) -> Plan:
    """A plan with a scenario and a comment about each doctor."""
    scenarios = tuple(
        Scenario(
            name="80 %", doctor_id=one.doctor_id,
            changes=(change_of(f"{doctor_path(one.doctor_id, 0, 'fte')}=0.8"),
                     change_of(f"{doctor_path(one.doctor_id, 0)}=null")),
        ) for one in plan.doctors
    )  # fmt: skip
    comments = tuple(Comment(path=doctor_path(one.doctor_id, 0, "fte"), text="stämmer inte") for one in plan.doctors)
    return plan.model_copy(update={"scenarios": scenarios, "comments": comments})


def test_what_is_kept_follows_a_new_signature() -> None:
    plan = with_renamed_doctor(kept(many()), 1, "Dr. B")
    assert [one.path for one in plan.scenarios[1].changes] == ['doctors."Dr. B".fte', 'doctors."Dr. B"']
    assert plan.scenarios[1].doctor_id == "Dr. B"
    assert plan.comments[1].path == 'doctors."Dr. B".fte'
    assert plan.scenarios[0] == kept(many()).scenarios[0]
    assert with_renamed_doctor(plan, 1, "Läkare B") == kept(many())


def test_nothing_follows_to_no_signature_or_from_a_shared_one() -> None:
    assert with_renamed_doctor(kept(worked()), 0, None).scenarios == kept(worked()).scenarios
    twins = Plan(clinic=worked().clinic, doctors=worked().doctors * 2, scenarios=kept(worked()).scenarios)
    assert with_renamed_doctor(twins, 1, "B").scenarios == twins.scenarios
    assert with_renamed_doctor(twins, 1, "B").doctors[1].doctor_id == "B"


@settings(max_examples=30, deadline=None)
@given(plan=plans(), name=st.text("AÅ.\" 'ö", min_size=1, max_size=6).map(lambda text: f"x{text}x"))
def test_a_scenario_comes_to_the_same_after_a_rename(plan: Plan, name: str) -> None:
    for place in range(len(plan.doctors)):
        before, after = kept(plan), with_renamed_doctor(kept(plan), place, name)
        for one, other in zip(before.scenarios, after.scenarios, strict=True):
            assert apply(after, other.changes).skipped == apply(before, one.changes).skipped == ()


def test_scenarios_are_added_changed_and_deleted() -> None:
    plan = with_scenario(with_scenario(worked(), Scenario(name="a")), Scenario(name="b"))
    assert [one.name for one in with_scenario(plan, Scenario(name="c"), 0).scenarios] == ["c", "b"]
    assert [one.name for one in without_scenario(plan, 0).scenarios] == ["b"]
