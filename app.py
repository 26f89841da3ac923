"""The app for a server that takes an ASGI app: `streamlit run app.py`. To run it on this computer: `planner app`."""

import streamlit as st

from planner.ui.serve import MAIN, PARTS, serve

app = st.App(MAIN, **PARTS)

if __name__ == "__main__":
    serve()
