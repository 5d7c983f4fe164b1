"""Which keys do what: the table of actions, changed by the user's own choice. Keys are in Qt's portable spelling."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from spcxr_desktop.app.actions import ACTIONS, BY_ID, Action
from spcxr_desktop.store.settings import Keys


def keys_of(action: Action, chosen: Keys) -> tuple[str, ...]:
    """The keys of an action now."""
    return chosen.get(action.id, action.keys)


def holders(key: str, but: Action, chosen: Keys, actions: Iterable[Action] = ACTIONS) -> tuple[Action, ...]:
    """The other actions that have this key. One that acts in the picture alone is in the way as well: a key that
    the whole window hears reaches neither.
    """
    return tuple(other for other in actions if other.id != but.id and key in keys_of(other, chosen))


def conflicts(chosen: Keys, actions: Sequence[Action] = ACTIONS) -> tuple[tuple[str, Action, Action], ...]:
    """(key, action, action) of every key that two actions want."""
    found = []
    for one, other in combinations(actions, 2):
        shared = set(keys_of(one, chosen)) & set(keys_of(other, chosen))
        found += [(key, one, other) for key in sorted(shared)]
    return tuple(found)


def with_keys(chosen: Keys, action: Action, keys: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The choice with these keys for an action. What equals the table is not kept."""
    out = {key: value for key, value in chosen.items() if key in BY_ID}
    out.pop(action.id, None)
    if keys != action.keys:
        out[action.id] = keys
    return out


def taken_over(chosen: Keys, action: Action, key: str) -> dict[str, tuple[str, ...]]:
    """The choice with ``key`` as the first key of an action, taken away from whoever had it."""
    out = dict(chosen)
    for other in holders(key, action, chosen):
        out = with_keys(out, other, tuple(kept for kept in keys_of(other, out) if kept != key))
    rest = tuple(kept for kept in keys_of(action, out)[1:] if kept != key)
    return with_keys(out, action, (key, *rest))


def without(chosen: Keys, action: Action) -> dict[str, tuple[str, ...]]:
    """The choice with the table's keys for an action, and nothing else in their way."""
    out = with_keys(chosen, action, action.keys)
    for key in action.keys:
        for other in holders(key, action, out):
            out = with_keys(out, other, tuple(kept for kept in keys_of(other, out) if kept != key))
    return out
