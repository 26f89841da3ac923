"""The script that Streamlit serves. It stands alone in its folder: see planner.ui.serve."""

from planner.ui.main import run

run()
