"""The app's frame: page setup, navigation, and what stands on every page."""

import streamlit as st

from planner.ui import frame, site


def run() -> None:
    """Show the frame and the chosen page."""
    st.set_page_config(page_title="Läkarkapacitet", page_icon="◔", layout="centered", initial_sidebar_state="auto")
    chosen = st.navigation(site.navigation(), expanded=True)
    frame.show()
    chosen.run()


if __name__ == "__main__":
    run()
