"""What does a user see of the saving: where the plan is kept, why a change is not saved, what another window did?"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from planner.store import Clash, Conflict
from planner.store.place import address_in_force
from planner.ui import downloads, show, site, state
from planner.ui.plain import plain

MINE, THEIRS = "mine", "theirs"


def status(now: state.Current) -> str:
    """A few words for the menu."""
    if now.waiting:
        return "Inte sparad."
    return "Sparad." if now.kept else "Sparas så snart du ändrar något."


def where() -> str:
    """Where plans are saved, in a sentence; a database's name and host, and nothing else of its address."""
    from sqlalchemy.engine import make_url

    address = make_url(address_in_force())
    if address.get_backend_name() == "sqlite":
        return (
            f"Planerna sparas i filen {address.database} på datorn där verktyget körs. Inget skickas till någon annan."
        )
    name, host = address.database or "utan namn", address.host or "den här datorn"
    return f"Planerna sparas i databasen {name} på {host}. De skickas inte någon annanstans."


def in_words() -> None:
    """How and where everything is saved, and how it is taken away."""
    show.said(where())
    show.said(
        "Varje ändring sparas direkt. Under Sparade planer kan du gå tillbaka, se vad som har ändrats och ta bort en"
        " plan för gott. Arbetsboken räknar vidare i Excel."
    )
    site.link("planer")


def on_every_page(now: state.Current) -> None:
    """What the user has to know or decide about the saving; nothing when all is saved."""
    if now.conflict:
        _conflict(now.conflict)
    elif now.gone:
        _gone()
    elif now.trouble:
        _trouble(now)
    elif now.news:
        _news(now.news)


def _news(lines: Sequence[str]) -> None:
    said = "".join(f'<p class="odd">{escape(line)}</p>' for line in lines)
    st.html(f'<div role="status">{said}</div>')
    st.button("Jag har sett det", key="seen", type="tertiary", on_click=state.seen)


def _trouble(now: state.Current) -> None:
    if now.empty:
        _alert(f"Planen kunde inte öppnas: {now.trouble}")
        st.button("Försök öppna igen", on_click=state.open_again)
        return
    _alert(f"De senaste ändringarna är inte sparade, men finns kvar här så länge sidan är öppen. {now.trouble}")
    with st.container(horizontal=True):
        st.button("Försök spara igen", on_click=state.save_again)
        downloads.workbook("unsaved", "Ladda ner arbetsboken")


def _gone() -> None:
    _alert("Den sparade planen har tagits bort i ett annat fönster. Det du ser finns bara kvar här.")
    with st.container(horizontal=True):
        st.button("Stäng planen", on_click=state.close)
        st.button("Spara som ny plan", on_click=state.save_as_new)


def _conflict(conflict: Conflict) -> None:
    """Both values of each clash, and whose shall stand."""
    many = len(conflict.clashes) > 1
    what = f"{len(conflict.clashes)} uppgifter är ändrade" if many else "Samma uppgift är ändrad"
    _alert(f"{what} olika i två fönster. Dina senaste ändringar sparas när du har valt vad som ska gälla.")
    with st.container(border=True):
        chosen = {clash.path: _choice(clash) for clash in conflict.clashes}
        mine = [path for path, whose in chosen.items() if whose == MINE]
        with st.container(horizontal=True):
            st.button("Spara mitt val", type="primary", on_click=state.settle, args=(mine,))
            if many:
                st.button("Ta alla mina", on_click=state.settle, args=(list(chosen),))
                st.button("Ta alla från det andra fönstret", on_click=state.settle, args=([],))


def _choice(clash: Clash) -> str:
    names = {MINE: f"Ditt: {clash.mine}", THEIRS: f"Det andra fönstrets: {clash.theirs}"}
    label = f"{clash.label} (förut {clash.base})"
    key = state.widget_key(f"clash.{clash.path}.{clash.theirs}")
    whose = st.radio(plain(label), list(names), format_func=lambda one: plain(names[one]), key=key)
    return str(whose)


def _alert(words: str) -> None:
    kind = "problem unsaved" if state.current().unsaved else "problem"
    show.alert(words, kind)
