"""Does the dialogue paper say the right numbers, hers and the clinic's alone, and the same as text?"""

import re
from dataclasses import replace

import pytest

from planner.calc.clinic import calculate
from planner.domain.plan import Plan, change
from planner.reports.papers import Order, dialog_paper, dialog_text, make
from planner.reports.papers.blocks import Bars, Block, ChiefNumbers, Heading, Sides
from planner.reports.papers.questions import questions
from planner.reports.steps import named_steps
from tests.papers.orders import DAY, earlier, full, scenario, without_supervision
from tests.papers.reading_pdf import numbers, one_line, opened, words
from tests.plans import random_plan
from tests.reports.examples import clinic, doctor_a, empty, many, with_nulls, worked


def blocks(order: Order) -> list[Block]:
    found: list[Block] = []
    for block in dialog_paper(order).blocks:
        found += [*block.left, *block.right] if isinstance(block, Sides) else [block]
    return found


def section(order: Order, heading: str) -> tuple[str, ...]:
    """The sentences under the heading that begins so."""
    found = blocks(order)
    for i, block in enumerate(found):
        if isinstance(block, Heading) and block.words.startswith(heading):
            return tuple(one_line(item) for item in found[i + 1].items)
    raise AssertionError(f"no heading {heading!r}")


def chief(order: Order) -> list[tuple[str, str]]:
    block = next(one for one in blocks(order) if isinstance(one, ChiefNumbers))
    return [(one_line(one.number), one_line(one.beside)) for one in block.numbers]


def test_the_worked_example_in_three_numbers():
    assert chief(Order(worked(), DAY)) == [
        ("942", "patienter"), ("1 100", "patienter"), ("44,9 h", "avtalad vecka 40,0 h; 4,9 h mer än den"),
    ]  # fmt: skip


def test_the_way_is_the_steps_in_order_with_their_figures():
    bars = next(one for one in blocks(Order(worked(), DAY)) if isinstance(one, Bars))
    steps = named_steps(worked(), 0)
    assert [row.label for row in bars.rows] == [step.label for step in steps]
    assert [row.shown[0] for row in bars.rows] == [step.shown(step.hours, "") for step in steps]
    assert [round(row.end - row.start, 6) for row in bars.rows] == [round(step.hours, 6) for step in steps]
    assert {row.kind for row in bars.rows if row.end < row.start} == {"taken"}
    assert bars.drawn
    assert "942" in bars.rows[-1].shown


def test_what_differs_from_last_time():
    said = section(Order(worked(), DAY, previous=earlier()), "Vad som skiljer")
    before = round(calculate(earlier()).doctors[0]["named_patients"])
    assert said[0] == f"Tiden räckte då till {before} patienter, nu till 942 (−{before - 942})."
    assert "Semester: från 20 dagar/år till 26 dagar/år." in said
    assert "Nuvarande lista: från 1 050 personer till 1 100 personer." in said


def test_the_first_time_and_the_same_plan_are_said():
    assert "första gången" in section(Order(worked(), DAY), "Vad som skiljer")[0]
    assert "Inga uppgifter" in section(Order(worked(), DAY, previous=worked()), "Vad som skiljer")[1]
    other = Plan(clinic=clinic(), doctors=(doctor_a(doctor_id="Läkare Z"),))
    assert section(Order(worked(), DAY, previous=other), "Vad som skiljer") == (
        "Läkaren fanns inte i den tidigare planen.",
    )


def test_the_chosen_scenario_with_its_outcome():
    said = section(Order(without_supervision(), DAY, scenario=0), "Valt scenario: Utan handledning")
    assert said == (
        "Varför: Kollegan tar över handledningen.", "Tiden räcker då till: 1 007 patienter (+65).",
        "Veckan med dagens lista blir 42,9 h, avtalad vecka 40,0 h.", "Handledning: från 2 h/vecka till 0 h/vecka.",
    )  # fmt: skip


def test_a_scenario_that_takes_her_away_and_one_that_no_longer_applies():
    gone = many().model_copy(update={"scenarios": (scenario("Slutar", 'doctors."Läkare A"=null'),)})
    assert section(Order(gone, DAY, 0, 0), "Valt scenario")[-1] == "Läkaren finns inte kvar i scenariot."
    lapsed = many().model_copy(update={"scenarios": (scenario("Gammalt", "doctors.Borta.fte=0.5"),)})
    assert "1 ändring gäller inte längre" in section(Order(lapsed, DAY, 0, 0), "Valt scenario")[-1]


def with_proposals(order: Order, name: str = "Utan särskilt boende") -> Order:
    """The order's plan with three proposals of the doctor's and one of another's, and no scenario chosen."""
    own = order.plan.doctors[order.place].doctor_id
    kept = tuple(
        scenario(f"{i} {name}"[:80], f'doctors."{own}".care_home_hours={hours}', doctor_id=own)
        for i, hours in enumerate((0, 1, 2), 1)
    )
    others = (scenario("Kollegans", f'doctors."{own}".fte=0.5', doctor_id="Läkare B"),)
    plan = order.plan.model_copy(update={"scenarios": (*others, *kept)})
    return replace(order, plan=plan, scenario=None)


def test_without_a_scenario_her_own_proposals_stand_there():
    order = with_proposals(Order(worked(), DAY))
    said = [one_line(words) for words in section(order, "Läkarens egna förslag")]
    assert said[0] == "1 Utan särskilt boende: 1 072 patienter, veckan med dagens lista 40,9 h."
    assert len(said) == 3
    for text in (dialog_text(order), words(make("dialog", order))):
        assert "1 072 patienter, veckan med dagens lista 40,9 h" in one_line(text)
        assert "Kollegans" not in text
        assert "Valt scenario" not in text
    chosen = replace(order, scenario=1)
    assert "Läkarens egna förslag" not in dialog_text(chosen)


def test_three_long_proposals_keep_the_paper_to_one_page():
    assert len(opened(make("dialog", with_proposals(full(), "Ett långt förslag " * 5))).pages) == 1


def test_no_line_ends_between_a_number_and_its_unit():
    for order in (with_proposals(Order(many(), DAY)), Order(without_supervision(), DAY, 0, 0), full()):
        text = dialog_text(order)
        assert not re.findall(r"\d\n\s*(?:h|timmar|minuter|patienter)\b.*", text)
        for said in (text, words(make("dialog", order))):
            assert not re.findall(r"\d (?:h|timmar|minuter|patienter)\b.*", said)


def test_a_colleagues_figures_are_never_told():
    plan = many().model_copy(update={"scenarios": (scenario("Kollegan", 'doctors."Läkare B".fte=0.5'),)})
    before = change(many(), "doctors.Läkare B.annual_leave_days", 11.0)
    text = dialog_text(Order(plan, DAY, 0, 0, before))
    assert "Läkare B" not in text
    assert "50 %" not in one_line(text)
    assert "Scenariot ändrar också uppgifter om andra läkare." in text


def test_comments_on_her_own_values_stand_there():
    assert section(Order(without_supervision(), DAY), "Kommentarer") == (
        "APT och möten: ”Mötena tar fyra timmar.” (Läkare A, 2026-11-21)",
    )


def test_riktvarde_and_assumptions_are_told():
    text = one_line(dialog_text(Order(worked(), DAY)))
    assert "Riktvärdet är en jämförelse, varken golv eller tak." in text
    assert "antagna till 0" in text or "vilar på antaganden" in text
    assert "Resultatet är ett underlag för dialog." in text


@pytest.mark.parametrize(("given", "asked"), [
    ({}, "Dagens lista tar 103 % av tiden för patienter."),
    ({"current_list": 500}, "Dagens lista tar 47 % av tiden för patienter."),
    ({"current_list": 1_000}, "luften för det oväntade"), ({"current_list": None}, "Vilken lista är rimlig"),
    ({"management_hours": 8.0}, "Uppdragen tar"), ({"fte": 0.8, "care_home_hours": 0.0}, "följa tjänstgöringsgraden"),
    ({"role": "st", "st_year": 2.0, "supervised": True}, "växa under ST"),
    ({"indirect_hours_per_year": 700.0}, "indirekt arbete"), ({"employment": "agency"}, "fast läkarkontakt för"),
    ({"fte": 0.5, "current_list": 100}, "riktvärdet 550"), ({"role": "senior_advisor"}, "Vilket stöd"),
])  # fmt: skip
def test_questions_are_chosen_from_her_situation(given, asked):
    plan = Plan(clinic=clinic(), doctors=(doctor_a(**given),))
    found = questions(plan, calculate(plan), 0)
    assert len(found) == 3
    assert any(asked in one_line(one) for one in found), found


def test_no_question_blames_or_ranks():
    asked = set()
    for plan in (random_plan(seed) for seed in range(40)):
        results = calculate(plan)
        asked |= {one for place in range(len(plan.doctors)) for one in questions(plan, results, place)}
    told = " ".join(asked).casefold()
    assert len(asked) > 15
    for word in ("effektiv", "produktiv", "optimal", "norm", "mål ", "borde", "fel ", "sämre än"):
        assert word not in told


def test_what_is_not_computable_is_said_in_words():
    for place in (1, 2):
        text = dialog_text(Order(with_nulls(), DAY, place))
        assert "går inte att beräkna" in text
        assert "är inte ifyllt" in text
        for wrong in ("None", "nan", "inf "):
            assert wrong not in text
    adviser = one_line(dialog_text(Order(many(), DAY, 7)))
    assert "Tiden räcker till: ingen egen lista" in adviser
    assert "Patienter" not in adviser.split("Årets vardagar")[1].split("Vad som skiljer")[0]
    bare = Plan(clinic=empty().clinic, doctors=(doctor_a(),))
    assert "går inte att beräkna" in dialog_text(Order(bare, DAY))


@pytest.mark.parametrize("order", [Order(worked(), DAY), Order(many(), DAY, 2), Order(without_supervision(), DAY, 0, 0, earlier()), full()],
                         ids=["worked", "many", "kept", "full"])  # fmt: skip
def test_every_number_on_the_page_is_in_the_text(order):
    page = words(make("dialog", order)).split("Resultatet är ett underlag")[0]
    missing = numbers(page) - numbers(dialog_text(order))
    assert not missing
    assert len(numbers(page)) > 20


def test_the_text_is_lines_that_can_be_read_aloud():
    text = make("text", Order(worked(), DAY)).decode("utf-8-sig")
    assert max(map(len, text.splitlines())) <= 78
    assert "Semester (26 dagar/år): −208 timmar per år, −185 patienter." in text.replace("\u00a0", " ")
    assert text.count("_" * 20) == 4
