"""Sparade planer: which plans have I saved, what has been changed in the open one, and how do I get back?"""

from planner.ui import keeping_shown, saved, show, site, state, trail, versions


def page() -> None:
    show.start("Vilka planer har du sparat?")
    kept = state.current().kept
    saved.every_plan()
    show.said(keeping_shown.where(), "quiet")
    if kept is None:
        show.said("Öppna en plan för att se dess versioner och ändringar.")
        site.link("filer")
        return
    show.heading("Versioner av den öppna planen")
    show.said("Ge planen som den är nu ett namn, så kan du jämföra med den och gå tillbaka till den.")
    versions.naming(kept)
    found = versions.rows(kept.plan_id)
    versions.every_version(found)
    if found:
        show.heading("Vad skiljer?")
        versions.compared(found, state.plan())
    changed = trail.rows(kept.plan_id)
    if changed:
        show.heading("Vad har ändrats, och varför?")
        trail.reasons(kept.plan_id, changed)
        trail.log(changed)
    site.link("resultat")
