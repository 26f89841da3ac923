"""The app's frame: page setup, navigation, and what stands on every page."""

import streamlit as st

from planner.ui import frame, site

st.set_page_config(page_title="Läkarkapacitet", page_icon="◔", layout="centered", initial_sidebar_state="auto")
chosen = st.navigation(site.navigation(), expanded=True)
frame.show()
chosen.run()
