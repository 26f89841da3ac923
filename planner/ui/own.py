"""Min lista: whose page is it, and what does it show of her?"""

from __future__ import annotations

from dataclasses import replace
from hashlib import blake2s

import streamlit as st

from planner.domain.plan import Plan
from planner.domain.results import Results
from planner.reports import own, own_time, sentences, tables
from planner.ui import assumed, choose, show, site, state
from planner.ui.current import Current
from planner.ui.keeping import FROM_ELSEWHERE


def doctor(plan: Plan) -> int | None:
    """The place of the doctor whose page it is, by the address alone; None when nobody has been chosen."""
    asked = st.query_params.get(choose.ADDRESS, "")
    found = [place for place in range(len(plan.doctors)) if asked in _keys(plan, place)]
    return found[0] if found else None


def address(plan: Plan, place: int) -> str:
    """What stands in the address of her page: hers alone, however the others are removed and moved."""
    return _keys(plan, place)[0]


def _keys(plan: Plan, place: int) -> tuple[str, ...]:
    """Her key in the saved plan, and the one that she had before the plan was first saved."""
    name, ids = plan.doctors[place].doctor_id, [one.doctor_id for one in plan.doctors]
    whose = name if name and ids.count(name) == 1 else f"{place + 1}/{len(ids)}"  # nobody's, once the doctors change
    plan_ids = dict.fromkeys((state.current().plan_id, ""))
    return tuple(blake2s(whose.encode(), key=one.encode()[:32], digest_size=8).hexdigest() for one in plan_ids)


def seen_by(now: Current, place: int) -> Current:
    """What the frame may tell and take back on her page: what is hers, and nothing of a colleague's."""
    name = now.plan.doctors[place].doctor_id
    last = now.earlier[-1] if now.earlier else None
    hers = last is not None and not last.opening and own.is_hers(last.plan, now.plan, place)
    news = [one for one in now.news if not one.startswith(FROM_ELSEWHERE) or f"{FROM_ELSEWHERE}{name}: " in one]
    return replace(now, earlier=now.earlier if hers else (), news=tuple(news))


def choice(plan: Plan) -> None:
    """Who are you? The only place on the page where colleagues are named."""
    if not plan.doctors:
        show.said("Här visas en läkares egen rad. Planen har inga läkare än.")
        site.link("lakarna")
        return
    names = tables.doctor_names(plan)
    show.said("Välj vem du är. Därefter visar sidan bara det som rör dig. Du kan spara länken till din sida.")
    place = st.selectbox(
        "Signatur eller alias",
        range(len(names)),
        format_func=names.__getitem__,
        key=state.widget_key("own_who"),
    )
    st.button("Öppna min sida", type="primary", key="own_open", on_click=_open, args=(address(plan, place),))


def leave(plan: Plan, place: int) -> None:
    """Whose page it is, and the way for somebody else to choose who she is."""
    show.said(own.whose(plan, place), "quiet")
    st.button("Byt läkare", type="tertiary", key="own_leave", on_click=_leave)


def answer(plan: Plan, results: Results, place: int) -> None:
    """Her number first, how much of its way is assumed, and what it is compared with."""
    show.answer(own.answer(plan, results, place))
    if results.doctors[place]["named_patients"] is None:
        show.listed(sentences.why_not_computable(plan, results, place))
    assumed.doctor(plan, place, mend=False)  # the page of every doctor is no place to lead to from here
    for words in own.comparisons(plan, results, place):
        show.said(words)
    show.not_a_demand()


def my_time(plan: Plan, results: Results, place: int) -> None:
    """My time as 100 %."""
    drawn, alt = own_time.figure(plan, results, place), own_time.in_words(plan, results, place)
    finding, reading = own_time.finding(plan, results, place), own_time.how_to_read(plan, results, place)
    same = own_time.table(plan, results, place) if drawn else None
    show.figure(finding, reading, drawn, alt, same, "min-tid" if drawn else "")


def why(plan: Plan, results: Results, place: int) -> None:
    """The way to the number in three lines, and where it stands whole."""
    show.heading("Varför just det talet?")
    show.listed(own.why_in_three_lines(plan, results, place), numbered=True)
    site.link("forklara", "Se varje steg på Förklara talet", {choose.ADDRESS: str(place + 1)})


def further(place: int) -> None:
    """Other pages that answer for this doctor."""
    show.heading("Gå vidare")
    site.link("krav", "Vad krävs för en annan lista?", {choose.ADDRESS: str(place + 1)})
    site.link("papper", address={choose.ADDRESS: str(place + 1)})


def data(plan: Plan, place: int) -> None:
    """Every value of hers with its origin, and the clinic's that her number builds on."""
    show.heading("Stämmer uppgifterna?")
    show.said(own.ONLY_YOURS, "quiet")
    mine = own.own_data(plan, place)
    show.table(own.data_table(mine, own.OWN), "mina-uppgifter")
    show.said(own.not_filled_in(mine), "quiet")
    with st.expander(own.SHARED):
        show.table(own.data_table(own.shared_data(plan), own.SHARED))


def _open(key: str) -> None:
    st.query_params[choose.ADDRESS] = key


def _leave() -> None:
    st.query_params.pop(choose.ADDRESS, None)
