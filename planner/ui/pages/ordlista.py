"""Ordlista: what does this word, field or quantity mean?"""

import streamlit as st

from planner.reports import glossary
from planner.ui import show


def page() -> None:
    show.start("Ordlista")
    show.said("Här står vad orden betyder, vad varje uppgift är och hur varje storhet räknas.")
    words = st.text_input("Sök i ordlistan", placeholder="till exempel riktvärde")
    found = [glossary.matching(one, words) for one in glossary.everything()]
    if not any(one.rows for one in found):
        show.said("Inget i ordlistan stämmer med sökningen.")
    for one in found:
        if one.rows:
            show.table(one)
