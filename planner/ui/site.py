"""Which pages are there, in what order, and how does one lead to another?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module

import streamlit as st


@dataclass(frozen=True)
class PageEntry:
    """One page: the module planner.ui.pages.<name> with a function `page()`, imported when it is first shown."""

    name: str
    title: str
    group: str
    url_path: str

    def show(self) -> None:
        import_module(f"planner.ui.pages.{self.name}").page()


PAGES = (
    PageEntry("start", "Start", "Börja", ""),
    PageEntry("snabbstart", "Snabbstart", "Börja", "snabbstart"),
    PageEntry("enheten", "Enheten", "Underlag", "enheten"),
    PageEntry("lakarna", "Läkarna", "Underlag", "lakarna"),
    PageEntry("kontroll", "Kontroll av underlaget", "Underlag", "kontroll"),
    PageEntry("resultat", "Så många kan vi ta hand om", "Resultat", "resultat"),
    PageEntry("forklara", "Förklara talet", "Resultat", "forklara"),
    PageEntry("spegel", "Arbetstidsspegeln", "Resultat", "arbetstidsspegeln"),
    PageEntry("min_lista", "Min lista", "Resultat", "min-lista"),
    PageEntry("tank_om", "Tänk om …", "Planera", "tank-om"),
    PageEntry("jamfor", "Jämför scenarier", "Planera", "jamfor"),
    PageEntry("krav", "Vad krävs för …?", "Planera", "vad-kravs"),
    PageEntry("papper", "Papper till mötet", "Spara och dela", "papper"),
    PageEntry("planer", "Sparade planer", "Spara och dela", "planer"),
    PageEntry("filer", "Import och export", "Spara och dela", "filer"),
    PageEntry("metod", "Så räknar vi", "Hjälp", "sa-raknar-vi"),
    PageEntry("ordlista", "Ordlista", "Hjälp", "ordlista"),
    PageEntry("tillganglighet", "Tillgänglighetsredogörelse", "Hjälp", "tillganglighet"),
    PageEntry("om", "Om", "Hjälp", "om"),
)
_BY_NAME = {entry.name: entry for entry in PAGES}


def page_object(name: str) -> st.Page:
    """The page as Streamlit's navigation knows it. Raises KeyError for a page that does not exist."""
    entry = _BY_NAME[name]
    return st.Page(_runner(entry), title=entry.title, url_path=entry.url_path or entry.name, default=name == "start")


def navigation() -> dict[str, list[st.Page]]:
    """Every page under its group, in order."""
    groups: dict[str, list[st.Page]] = {}
    for entry in PAGES:
        groups.setdefault(entry.group, []).append(page_object(entry.name))
    return groups


def title(name: str) -> str:
    return _BY_NAME[name].title


def url_path(name: str) -> str:
    return _BY_NAME[name].url_path


def link(name: str, label: str = "", address: Mapping[str, str] | None = None) -> None:
    """A link to the page `name`; without a label, its title. `address` is what stands after the question mark."""
    st.page_link(page_object(name), label=label or title(name), query_params=address)


def place_in(asked: str, count: int) -> int | None:
    """The place, from 0, that an address asks for by its number from 1; None where it is none of `count`."""
    number = int(asked) if asked.isdecimal() and len(asked) <= len(str(count)) else 0
    return number - 1 if 0 < number <= count else None


def go_to(name: str) -> None:
    """Show the page `name` instead of this one."""
    st.switch_page(page_object(name))


def _runner(entry: PageEntry) -> Callable[[], None]:
    def run() -> None:
        entry.show()

    run.__name__ = entry.name
    return run
