"""Start: where do I begin?"""

import streamlit as st

from planner.ui import site


def page() -> None:
    st.title("Hur många patienter kan varje läkare ta hand om?")
    site.link("snabbstart", "Börja med åtta uppgifter")
