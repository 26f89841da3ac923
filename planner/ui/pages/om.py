"""Om: which version is this, under which licence, and what is saved where?"""

import planner
from planner.ui import keeping_shown, show, site


def page() -> None:
    show.start("Om verktyget")
    show.said(f"Version {planner.__version__}.")
    show.said(keeping_shown.where())
    show.prose("om")
    show.not_a_demand()
    site.link("metod")
