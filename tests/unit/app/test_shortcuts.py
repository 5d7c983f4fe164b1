"""Which keys do what, and whose they are."""

from __future__ import annotations

import pytest

from spcxr_desktop.app import shortcuts
from spcxr_desktop.app.actions import ACTIONS, BY_ID

FIT, INVERT, ZOOM_IN = BY_ID["view.fit"], BY_ID["window.invert"], BY_ID["view.zoom_in"]


def test_no_two_actions_of_the_table_share_a_key() -> None:
    assert shortcuts.conflicts({}) == ()


def test_ids_are_unique_and_every_menu_is_one() -> None:
    assert len(BY_ID) == len(ACTIONS)


def test_keys_that_act_while_held_are_plain_ones() -> None:
    assert all("+" not in key for action in ACTIONS if action.hold for key in action.keys)


def test_the_users_keys_stand_for_those_of_the_table() -> None:
    assert shortcuts.keys_of(FIT, {}) == FIT.keys
    assert shortcuts.keys_of(FIT, {"view.fit": ("Q",)}) == ("Q",)
    assert shortcuts.keys_of(FIT, {"view.fit": ()}) == ()


def test_a_key_that_two_want_is_told_with_both_names() -> None:
    assert shortcuts.conflicts({"view.fit": ("I",)}) == (("I", FIT, INVERT),)
    assert shortcuts.holders("I", FIT, {}) == (INVERT,)
    assert shortcuts.holders("I", INVERT, {}) == ()


def test_taking_a_key_over_takes_it_from_who_had_it() -> None:
    chosen = shortcuts.taken_over({}, FIT, "I")
    assert chosen == {"view.fit": ("I",), "window.invert": ()}
    assert shortcuts.conflicts(chosen) == ()


def test_a_new_key_replaces_the_first_and_leaves_the_others() -> None:
    chosen = shortcuts.taken_over({}, ZOOM_IN, "Y")
    assert shortcuts.keys_of(ZOOM_IN, chosen) == ("Y", *ZOOM_IN.keys[1:])


def test_what_equals_the_table_is_not_kept() -> None:
    chosen = shortcuts.with_keys({"view.fit": ("Q",)}, FIT, FIT.keys)
    assert chosen == {}


def test_going_back_to_the_table_takes_the_key_back() -> None:
    chosen = shortcuts.without(shortcuts.taken_over({}, FIT, "I"), INVERT)
    assert shortcuts.keys_of(INVERT, chosen) == INVERT.keys
    assert shortcuts.keys_of(FIT, chosen) == ()


def test_keys_of_actions_that_are_no_more_are_forgotten() -> None:
    assert shortcuts.with_keys({"gone.action": ("Q",)}, FIT, ("W",)) == {"view.fit": ("W",)}


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_key_can_be_taken_over_by_every_action_without_a_conflict(action: object) -> None:
    for key in ("I", "Ctrl+O", "F1"):
        assert shortcuts.conflicts(shortcuts.taken_over({}, action, key)) == ()  # type: ignore[arg-type]
