"""How does the open plan stand beside the store: saved, merged with another window's edits, or not saved and why?

Every function takes what the session holds and gives what it holds next; none of them touches the session.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from planner.domain.difference import differences
from planner.domain.plan import quoted
from planner.store import Clash, Conflict, NotFound, Saved, Store, StoreError, open_store, who_am_i
from planner.store.rows import NAMES, after, split, steps_between, table_of
from planner.ui import keeping_aside
from planner.ui.current import Current

FROM_ELSEWHERE = "Ändrat i ett annat fönster: "
_MOST_NEWS = 5


def kept(now: Current) -> Current:
    """The open plan saved as it stands; with the reason where that could not be done."""
    if now.gone or (now.kept is None and now.empty and not now.drafts):
        return now  # a plan that nobody has touched is not saved
    try:
        store = open_store()
        found = _saved(store, replace(now, trouble="", conflict=None, news=()))
        keeping_aside.keep(store, found)
    except Conflict as conflict:
        return replace(now, conflict=conflict, trouble="")
    except NotFound:
        return replace(now, gone=True, trouble="", conflict=None)
    except StoreError as error:
        return replace(now, trouble=str(error), conflict=None)
    return found


def kept_beside(now: Current) -> Current:
    """The wrong entries and the doctor looked at, saved."""
    if now.kept is None or now.waiting:
        return kept(now)
    try:
        keeping_aside.keep(open_store(), now)
    except StoreError as error:
        return replace(now, trouble=str(error))
    return now


def opened(plan_id: str, before: Current) -> Current:
    """The saved plan in the place of `before`. Raises StoreError."""
    store = open_store()
    saved = store.load(plan_id)
    now = Current(saved.plan, before.revision + 1, before.replaced + 1, earlier=before.earlier, kept=saved)
    return keeping_aside.brought_back(store, now)


def newest(now: Current) -> Current:
    """With what another window has saved since, where this one waits for nothing."""
    if now.kept is None or now.waiting:
        return now
    try:
        saved = open_store().load(now.plan_id)
    except NotFound:
        return replace(now, gone=True)
    except StoreError:
        return now  # nothing of the user's is at stake: the next change tells
    return now if saved.save == now.kept.save else _merged(saved, replace(now, revision=now.revision + 1))


def settled(now: Current, mine: Collection[str]) -> Current:
    """The conflict solved: my values at the paths in `mine`, theirs at the other clashes. In conflict again where yet
    another save has come between."""
    if now.conflict is None or now.kept is None:
        return now
    theirs, ours = (keeping_aside.rows(one) for one in (now.conflict.theirs_wins, now.conflict.mine_wins))
    chosen = [path for clash in now.conflict.clashes if clash.path in mine for path in _paths(clash)]
    steps = [step for step in steps_between(theirs, ours) if any(_within(step.path, path) for path in chosen)]
    return kept(
        replace(
            now, plan=keeping_aside.of_rows(after(theirs, steps)), kept=now.conflict.theirs, conflict=None,
            earlier=keeping_aside.rebased(now, now.kept.plan, now.conflict.theirs.plan), revision=now.revision + 1,
            replaced=now.replaced + 1, drafts=keeping_aside.moved(now.drafts, now.replaced + 1),
        )
    )  # fmt: skip


def _saved(store: Store, now: Current) -> Current:
    """`now` as the store holds it after saving. Raises Conflict, StoreError."""
    if now.kept is None:
        return replace(now, kept=store.create(now.plan, who_am_i()))
    saved = store.save(now.kept, now.plan, who_am_i())
    alone = keeping_aside.rows(saved.plan) == keeping_aside.rows(now.plan)
    return replace(now, kept=saved) if alone else _merged(saved, now)


def _merged(saved: Saved, now: Current) -> Current:
    """`now` with what came from another window: it is told, and undo leaves it alone."""
    came = [f"{FROM_ELSEWHERE}{one.label}, {one.old} → {one.new}" for one in differences(now.plan, saved.plan)]
    more = [f"{FROM_ELSEWHERE}{len(came) - _MOST_NEWS} uppgifter till"] if len(came) > _MOST_NEWS else []
    return replace(
        now, plan=saved.plan, kept=saved, news=(*came[:_MOST_NEWS], *more), replaced=now.replaced + 1,
        earlier=keeping_aside.rebased(now, now.plan, saved.plan),
        drafts=keeping_aside.moved(now.drafts, now.replaced + 1),
    )  # fmt: skip


def _paths(clash: Clash) -> tuple[str, ...]:
    """Where the two answers to a clash stand: a row that has got two names stands under each of them."""
    _, key = split(clash.path)
    table = table_of(clash.path)
    if key != NAMES.get(table):
        return (clash.path,)
    return f"{table}.{quoted(clash.mine)}", f"{table}.{quoted(clash.theirs)}"


def _within(path: str, whole: str) -> bool:
    return path == whole or path.startswith(f"{whole}.")
