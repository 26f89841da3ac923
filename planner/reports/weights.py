"""How much of the way to a number rests on assumptions? In words, wherever the number stands."""

from __future__ import annotations

from planner.calc.weights import Weights, clinic_weights, doctor_weights
from planner.domain.doctor import Doctor
from planner.domain.plan import Plan
from planner.reports.tables import doctor_names
from planner.swedish import number, percent

HOW_IT_IS_WEIGHED = (
    "Varje uppgift vägs efter hur många procent talet ändras om uppgiften ändras med en procent. Ett antagande är ett"
    " värde som programmet har valt och som ingen har bekräftat. En uppgift som är 0 väger inget förrän den fylls i,"
    " och val som region och befattning vägs inte."
)


def clinic_words(plan: Plan) -> str:
    """The share of the way to the clinic's number; empty where there is no number."""
    return words(plan, clinic_weights(plan))


def doctor_words(plan: Plan, place: int) -> str:
    """The share of the way to the number of the doctor in that place; empty where there is no number."""
    return words(plan, doctor_weights(plan, place), whose=False)


def words(plan: Plan, weights: Weights, *, whose: bool = True) -> str:
    """One sentence or two: the share, what weighs most, and how many values are assumed to be 0. `whose`: say which
    doctor's value it is."""
    share = weights.assumed_share
    if share is None:
        return ""
    first = "Ingen del av vägen till talet vilar på antaganden"
    if share > 0:
        first = f"{_about(share)} av vägen till talet vilar på antaganden, mest på {heaviest(plan, weights, whose)}"
    return f"{first}. {_zeros(weights)}".strip()


def heaviest(plan: Plan, weights: Weights, whose: bool = True) -> str:
    """What the assumption is called that weighs most; empty where nothing is assumed."""
    group = weights.heaviest
    if not group:
        return ""
    one, name = group[0], _in_sentence(group[0].field.label)
    if one.record is not Doctor or not whose:
        return name
    return f"{name} för " + (doctor_names(plan)[one.place] if len(group) == 1 else f"{number(len(group))} läkare")


def _in_sentence(label: str) -> str:
    """A label inside a sentence: tjänstgöringsgrad, but APT och möten."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def _about(share: float) -> str:
    """Neither nothing nor everything where it is not quite."""
    if share < 0.005:
        return "Mindre än 1\u00a0%"
    return "Mer än 99\u00a0%" if 0.995 <= share < 1 else percent(share)


def _zeros(weights: Weights) -> str:
    count = len(weights.zeros)
    if not count:
        return ""
    start = "Dessutom är" if weights.assumed_share else "Däremot är"
    many = "en uppgift antagen" if count == 1 else f"{number(count)} uppgifter antagna"
    return f"{start} {many} till 0."
