"""Which what-ifs are ready to use? Every card, in the order of the page; a new one is one line in its group's list."""

from __future__ import annotations

from planner.cards import coming, nurse, staff, work
from planner.cards.card import Answers, Card

CARDS: tuple[Card, ...] = (*staff.CARDS, *coming.CARDS, *nurse.CARDS, *work.CARDS)


def card(key: str) -> Card:
    """The card with that key. Raises KeyError."""
    for one in CARDS:
        if one.key == key:
            return one
    raise KeyError(f"no card {key!r}")


__all__ = ["CARDS", "Answers", "Card", "card"]
