"""How is the app started, from a checkout or from an installed package?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware

from planner.ui.settings import SETTINGS
from planner.ui.shell import SCRIPT_ROUTE, SwedishShell

# in a folder of its own: Streamlit takes a folder `pages` beside the main script for pages of its own kind
MAIN = Path(__file__).parent / "app" / "main.py"


def say_calmly(_: Exception) -> bool:
    """Shown in place of a page that failed; the traceback goes to the server's log alone."""
    st.error(
        "Något gick fel på sidan. Dina uppgifter finns kvar: prova en annan sida, eller ångra den senaste ändringen"
        " i menyn till vänster."
    )
    return True


# what st.App takes besides the main script
PARTS: dict[str, Any] = {
    "routes": [SCRIPT_ROUTE],
    "middleware": [Middleware(SwedishShell)],
    "on_script_error": say_calmly,
}


def serve(port: int = 8501) -> None:
    """Serve the app on this computer until it is stopped, under our settings wherever it is started."""
    print(f"Öppna http://localhost:{port} i webbläsaren. Avsluta med Ctrl+C.", flush=True)  # noqa: T201
    st.App(MAIN, **PARTS).run(config={**SETTINGS, "server.port": port})
