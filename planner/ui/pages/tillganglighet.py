"""Tillgänglighetsredogörelse: who can use the tool, what is known to be lacking, and whom to tell?"""

from planner.ui import show


def page() -> None:
    show.start("Tillgänglighetsredogörelse")
    show.prose("tillganglighet")
