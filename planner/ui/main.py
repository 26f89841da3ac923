"""The app's frame: page setup, navigation, and what stands on every page."""

import streamlit as st

from planner.ui import frame, site


def run() -> None:
    """Show the frame and the chosen page."""
    chosen = st.navigation(site.navigation(), expanded=True)
    st.set_page_config(
        page_title=f"{chosen.title} – Läkarkapacitet", page_icon="◔", layout="centered", initial_sidebar_state="auto"
    )
    frame.show(chosen.url_path)
    chosen.run()


if __name__ == "__main__":
    run()
