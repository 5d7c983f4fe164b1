"""Finding a title by a few of its letters."""

from __future__ import annotations

from collections.abc import Iterable

_WHOLE, _START, _WORDS, _LETTERS = 4.0, 3.0, 2.0, 1.0
_SCATTERED = 0.25  # below it the letters lie far apart


def score(query: str, title: str) -> float:
    """How well ``query`` fits, 0 not at all. The title's start, then starts of its words, then letters in order.

    >>> score("zo i", "Zoom in") > score("zo i", "Zoom out and in") > 0
    True
    >>> score("xyz", "Zoom in")
    0.0
    """
    query, title = query.casefold().strip(), title.casefold()
    if not query:
        return _LETTERS
    brief = 1 / (1 + len(title))  # of two that fit alike the shorter one
    if title == query:
        return _WHOLE
    if title.startswith(query):
        return _START + brief
    if _starts_words(query.split(), title.split()):
        return _WORDS + brief
    if query in title:
        return _WORDS - 0.5 + brief
    spread = _spread(query.replace(" ", ""), title)
    return 0.0 if spread is None else _LETTERS / (1 + spread) + brief / 10


def ranked(query: str, titles: Iterable[tuple[str, str]], recent: list[str]) -> list[str]:
    """Ids of the titles that fit, best first. ``titles``: (id, title). Of what fits alike the recent ones lead, the
    last one first; without a query they are all that is sorted.
    """
    rows = [(identity, score(query, title)) for identity, title in titles]
    places = {identity: place for place, identity in enumerate(recent)}
    late = len(places)
    found = [(identity, fit) for identity, fit in rows if fit > 0]
    if not query.strip():
        return [identity for identity, _ in sorted(found, key=lambda row: places.get(row[0], late))]
    if max((fit for _, fit in found), default=0.0) >= _WORDS - 0.5:
        found = [row for row in found if row[1] >= _SCATTERED]  # what was meant is there: no chance finds below it
    found.sort(key=lambda row: (-_step(row[1]), places.get(row[0], late), -row[1]))
    return [identity for identity, _ in found]


def _step(fit: float) -> float:
    """Within one kind of fit it is not worth more than having been used lately."""
    return fit // 0.5


def _starts_words(parts: list[str], words: list[str]) -> bool:
    """Whether every part begins a word, each a later one than the part before."""
    place = 0
    for part in parts:
        place = next((i + 1 for i in range(place, len(words)) if words[i].startswith(part)), 0)
        if not place:
            return False
    return True


def _spread(letters: str, title: str) -> int | None:
    """How many letters of the title lie between those asked for, from the first to the last; None if not in order."""
    first = place = title.find(letters[:1])
    if place < 0:
        return None
    for letter in letters[1:]:
        place = title.find(letter, place + 1)
        if place < 0:
            return None
    return place - first + 1 - len(letters)
