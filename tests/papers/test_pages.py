"""Is every paper a whole paper whatever the plan and the texts: one page, two pages, three slides, the same bytes?"""

import io
import zipfile

import pytest
from pptx import Presentation

from planner.reports.papers import KINDS, Order, dialog_text, make
from planner.reports.papers import pdf as setting
from planner.reports.papers.blocks import Paper, Paragraph
from planner.reports.papers.pdf import TooLong, compiled, fitted, pdf
from planner.reports.papers.words import NO_SIGN, SHORTENED, first_few, settable, shortened
from tests.papers.orders import DAY, HOSTILE, full, hostile, without_supervision
from tests.papers.reading_pdf import one_line, opened, words
from tests.plans import random_plan
from tests.reports.examples import hostile as hostile_ids
from tests.reports.examples import many, with_nulls, worked

PAGES = {"dialog": 1, "beslut": 2}


def pages(kind: str, order: Order) -> int:
    data = make(kind, order)
    if KINDS[kind].ending == ".pptx":
        return len(Presentation(io.BytesIO(data)).slides)
    return len(opened(data).pages)


@pytest.mark.parametrize("seed", range(8))
def test_random_plans_fit_their_pages(seed):
    plan = random_plan(seed, clean=seed % 3 > 0, blanks=0.2, doctors=1 + seed * 3)
    earlier = random_plan(seed + 100, doctors=1 + seed)
    order = Order(plan, DAY, seed % len(plan.doctors), previous=earlier)
    assert pages("dialog", order) == 1
    assert pages("beslut", order) == 2
    assert pages("enhetsbild", order) == 3


def test_the_fullest_page_fits_and_says_what_is_shortened():
    order = full()
    for kind, most in PAGES.items():
        assert pages(kind, order) == most
    assert pages("enhetsbild", order) == 3
    assert SHORTENED in dialog_text(order)
    assert SHORTENED in one_line(words(make("dialog", order)))
    wide = full("M" * 600)
    assert (pages("dialog", wide), pages("beslut", wide)) == (1, 2)


def test_a_page_with_little_on_it_is_set_large():
    plain, crowded = opened(make("dialog", Order(worked(), DAY))), opened(make("dialog", full()))

    def largest(reader):
        sizes = []
        reader.pages[0].extract_text(visitor_text=lambda text, cm, tm, font, size: sizes.append(abs(size * tm[0])))
        return max(sizes)

    assert largest(plain) > largest(crowded)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_user_writes_is_text_and_never_markup(text):
    order = hostile(text)
    assert pages("dialog", order) == 1
    assert pages("beslut", order) == 2
    assert pages("enhetsbild", order) == 3
    opened(make("jamforelse", order))
    signs = {"#panic()", "<script>alert(1)</script>", "$x^2$ *b* _i_ `c` @ref <lbl> //"}
    if text in signs:  # nothing to break or to replace in these: they stand as they were written
        assert text.replace(" ", "") in words(make("dialog", order)).replace(" ", "").replace("\n", "")


def test_signatures_like_markup():
    for place in range(len(hostile_ids().doctors)):
        assert pages("dialog", Order(hostile_ids(), DAY, place)) == 1
    assert "onerror" not in words(make("beslut", Order(hostile_ids(), DAY)))


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_order_gives_the_same_bytes(kind, monkeypatch):
    order = Order(without_supervision(), DAY, 0, 0)
    first = make(kind, order)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    assert make(kind, order) == first
    assert make(kind, Order(without_supervision(), DAY.replace(day=20), 0, 0)) != first


def test_no_clock_is_left_in_a_presentation():
    data = make("enhetsbild", Order(without_supervision(), DAY))
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert {entry.date_time for entry in file.infolist()} == {(2026, 11, 21, 0, 0, 0)}
        inner = [name for name in file.namelist() if name.endswith(".xlsx")]
        for name in inner:
            with zipfile.ZipFile(io.BytesIO(file.read(name))) as book:
                assert {entry.date_time for entry in book.infolist()} == {(2026, 11, 21, 0, 0, 0)}
                assert b"2026-11-21T00:00:00Z" in book.read("docProps/core.xml")
    assert inner


@pytest.mark.parametrize("kind", KINDS)
def test_a_plan_that_is_not_computable_still_makes_every_paper(kind):
    assert make(kind, Order(with_nulls(), DAY, 1))


def test_every_sign_that_is_let_through_can_be_set():
    every = [chr(code) for code in range(0x20, 0x3000) if settable(chr(code)) == chr(code)]
    assert len(every) > 2_000
    lines = tuple(Paragraph(" ".join(every[i : i + 100])) for i in range(0, len(every), 100))
    assert pdf(Paper("Alla tecken", "", lines), DAY)
    assert settable("😀a\u202eb\tc") == f"{NO_SIGN}ab c"
    assert settable("x" * 70).replace("\u200b", "") == "x" * 70
    assert max(map(len, settable("x" * 70).split("\u200b"))) == 26


def test_shortened_texts_say_so_and_are_never_longer():
    for text in ("", "kort", "ord " * 200, "x" * 400, "rad\nrad"):
        for longest in (20, 60, 240):
            short = shortened(text, longest)
            assert len(short) <= longest
            assert short == " ".join(text.split()) or short.endswith(SHORTENED)
    assert first_few(list("abcde"), 3, "{} till") == ["a", "b", "c", "2 till"]
    assert first_few(list("abc"), 3, "{} till") == list("abc")


def test_too_long_is_said_and_the_first_that_fits_is_chosen():
    def paper(lines):
        return Paper(f"{lines} rader", "", tuple(Paragraph(f"Rad {i}") for i in range(lines)))

    with pytest.raises(TooLong):
        fitted([paper(400), paper(300)], DAY, 1)
    chosen, data = fitted([paper(200), paper(150), paper(20), paper(10)], DAY, 1)
    assert (chosen.title, len(opened(data).pages)) == ("20 rader", 1)


def test_the_kinds_of_bar_are_told_apart_in_grey():
    """In grey a filled bar is even and dark, a hatched or dotted one is a pattern, an outline is white inside."""
    from PIL import Image

    from planner.reports.papers.blocks import Bar, Bars

    kinds = ("level", "taken", "added", "outline")
    rows = tuple(Bar(f"Rad {kind}", ("1",), 0.0, 1.0, kind) for kind in kinds)
    picture = Paper("Grått", "", (Bars("Fynd", "", ("Steg", "Tal"), rows, "Bild"),))
    made = compiled(picture, DAY, 0, 1.0, format="png", ppi=200)
    grey = Image.open(io.BytesIO(made[0] if isinstance(made, list) else made)).convert("L")
    assert len(kinds) == len(setting.as_data(picture)["blocks"][0]["rows"])
    # the bars stand in the right part of the page: every row of pixels there tells what it is made of
    box = grey.crop((int(grey.width * 0.68), 0, int(grey.width * 0.88), int(grey.height * 0.35)))
    rows_of = [list(box.crop((0, y, box.width, y + 1)).getdata()) for y in range(box.height)]
    dark = [sum(value < 128 for value in row) / len(row) for row in rows_of]
    even = [share for share in dark if share > 0.98]
    mixed = [share for share in dark if 0.05 < share < 0.7]
    assert len(even) > 8
    assert len(mixed) > 20


def test_many_doctors_fit_three_slides_and_two_pages():
    plan = random_plan(5, doctors=40)
    assert (pages("enhetsbild", Order(plan, DAY)), pages("beslut", Order(plan, DAY))) == (3, 2)
    assert pages("dialog", Order(many(), DAY, 3)) == 1
