"""Start: which door is mine, and what do I do first?"""

from __future__ import annotations

import streamlit as st

from planner.ui import keeping_shown, opening, saved, show, site
from planner.ui.examples import EXAMPLES

# who, what they come for, what to do first, and the page for it
DOORS = (
    (
        "Jag är verksamhetschef", "Hur många patienter kan enheten och varje läkare ta hand om?",
        "Börja med åtta uppgifter. Du får ett första tal direkt och gör det säkrare efter hand.",
        "snabbstart", "Till snabbstarten",
    ),
    (
        "Jag är läkare", "Varför är mitt tal just så stort, och vad ändrar det?",
        "Öppna enhetens arbetsbok och följ vägen från årets timmar till ditt antal.",
        "filer", "Öppna enhetens arbetsbok",
    ),
    (
        "Jag arbetar på regionen", "Går det att lita på det en enhet har skickat in?",
        "Öppna enhetens arbetsbok. Du får veta vad som saknas, är fel eller är ovanligt.",
        "filer", "Öppna och kontrollera",
    ),
)  # fmt: skip


def page() -> None:
    show.start("Hur många patienter kan varje läkare ta hand om?")
    saved.go_on()
    show.said("Välj den dörr som passar dig. Alla leder till samma plan.")
    for column, (who, question, first, name, label) in zip(st.columns(3), DOORS, strict=True):
        with column, st.container(border=True):
            show.heading(who, "small")
            show.said(question)
            show.said(first, "quiet")
            site.link(name, label)
    _examples()
    show.heading("Var dina uppgifter finns")
    keeping_shown.in_words()
    show.said("Skriv aldrig personnummer. Kalla läkarna för signaturer eller alias, till exempel Läkare A.")


def _examples() -> None:
    found = [example for example in EXAMPLES if example.path()]
    if not found:
        return
    show.heading("Prova ett exempel")
    show.said("Tre påhittade vårdcentraler. Ett klick öppnar exemplet och visar resultatet.", "quiet")
    for column, example in zip(st.columns(3), found, strict=False):
        with column:
            if st.button(example.name, key=f"example.{example.file_name}", width="stretch"):
                if opening.open_example(example):
                    site.go_to("resultat")
                show.said("Exemplet går inte att läsa.")
            show.said(example.shows, "quiet")
