"""Is the share of assumptions told in words that fit beside the number?"""

from __future__ import annotations

from planner.domain.plan import Plan, change, unconfirmed, value_at
from planner.reports.weights import clinic_words, doctor_words
from tests.reports import examples


def said(words: str) -> str:
    return words.replace("\u00a0", " ")


def confirmed(plan: Plan, *, but: str = "") -> Plan:
    for path in unconfirmed(plan):
        if path != but:
            plan = change(plan, path, value_at(plan, path))
    return plan


def test_the_share_and_what_weighs_most() -> None:
    assert said(doctor_words(examples.worked(), 0)) == (
        "32 % av vägen till talet vilar på antaganden, mest på tjänstgöringsgrad. Dessutom är 8 uppgifter antagna"
        " till 0."
    )
    assert "mest på tjänstgöringsgrad för 4 läkare." in said(clinic_words(examples.many()))


def test_nothing_assumed_but_for_a_zero() -> None:
    plan = examples.worked()
    assert doctor_words(confirmed(plan), 0) == "Ingen del av vägen till talet vilar på antaganden."
    zero = confirmed(plan, but="doctors.Läkare A.on_call_hours")
    assert said(doctor_words(zero, 0)).endswith("antaganden. Däremot är en uppgift antagen till 0.")


def test_a_label_keeps_its_capitals() -> None:
    plan = confirmed(examples.worked())
    kept = {key: getattr(plan.doctors[0], key) for key in plan.doctors[0].model_fields_set - {"meeting_hours"}}
    plan = plan.model_copy(update={"doctors": (type(plan.doctors[0]).model_validate(kept),)})
    assert "mest på APT och möten" in doctor_words(plan, 0)


def test_no_number_no_words() -> None:
    assert clinic_words(examples.empty()) == ""
    assert doctor_words(examples.with_nulls(), 1) == ""
