"""Installed packages as files and a list: whole or not at all, and nothing is believed that the list says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.store.model_store import INSTALLED_FILE, KEYS_FILE, Installed, ModelStore


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "models")


def put(store: ModelStore, package_id: str = "one", version: str = "1.0") -> Installed:
    with store.incoming() as staged:
        (staged / "package").mkdir()
        (staged / "package" / "model.json").write_text(version)
        store.place(staged / "package", Installed(package_id, version, "d" * 64, "", ""))
    return store.find(package_id, version)


def test_an_empty_store_has_nothing(store: ModelStore) -> None:
    assert store.installed() == ()
    assert store.keys() == {}
    assert not store.folder.exists()


def test_versions_lie_side_by_side_and_one_is_active(store: ModelStore) -> None:
    for version in ("1.0", "2.0"):
        put(store, version=version)
    put(store, "two")
    assert [(item.id, item.version, item.active) for item in store.installed()] == [
        ("one", "1.0", False), ("one", "2.0", False), ("two", "1.0", False),
    ]  # fmt: skip
    store.activate("two", "1.0")
    store.activate("one", "1.0")
    store.activate("one", "2.0")
    assert [item.version for item in store.installed() if item.active and item.id == "one"] == ["2.0"]
    assert (store.path(store.find("one", "1.0")) / "model.json").read_text() == "1.0"
    assert store.remove("one", "2.0").active
    assert [(item.id, item.active) for item in store.installed()] == [("one", False), ("two", True)]
    store.activate("two", None)
    assert not any(item.active for item in store.installed())


def test_a_version_is_never_replaced(store: ModelStore) -> None:
    put(store)
    with pytest.raises(UserError, match="installed already"):
        put(store)
    assert len(store.installed()) == 1


def test_what_is_not_installed_is_told_with_what_is(store: ModelStore) -> None:
    put(store)
    for act in (store.remove, store.activate):
        with pytest.raises(UserError, match=r"one 9\.0 is not installed") as caught:
            act("one", "9.0")
        assert "one 1.0" in caught.value.expected


def test_an_installation_that_was_cut_off_leaves_nothing(store: ModelStore) -> None:
    def cut_off() -> None:
        with store.incoming() as staged:
            (staged / "half").write_text("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        cut_off()
    assert list(store.folder.iterdir()) == []
    (store.folder / "_incoming-killed").mkdir()  # a kill leaves no time to tidy up
    (store.folder / "one" / "1.0").mkdir(parents=True)  # moved, yet not listed
    assert put(store).version == "1.0"
    assert sorted(path.name for path in store.folder.iterdir()) == [INSTALLED_FILE, "one"]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        '{"schema": 2, "packages": []}',
        '{"schema": 1, "packages": [1]}',
        '{"schema": 1, "packages": "x"}',
        '{"schema": 1, "packages": [{"id": "a"}]}',
    ],
)
def test_a_damaged_list_is_told_and_kept(store: ModelStore, content: str) -> None:
    put(store)
    (store.folder / INSTALLED_FILE).write_text(content)
    with pytest.raises(UserError, match="damaged"):
        store.installed()
    assert (store.folder / INSTALLED_FILE).read_text() == content


@pytest.mark.parametrize("wrong", [{"id": "../.."}, {"version": "/etc"}, {"id": "_keys"}, {"active": "yes"}])
def test_a_list_that_leads_elsewhere_is_refused(store: ModelStore, wrong: dict[str, object]) -> None:
    item = put(store)
    (store.folder / INSTALLED_FILE).write_text(json.dumps({"schema": 1, "packages": [vars(item) | wrong]}))
    with pytest.raises(UserError, match="damaged"):
        store.installed()


def test_keys_are_trusted_until_they_are_revoked(store: ModelStore) -> None:
    store.trust("a" * 64, "ours")
    store.trust("b" * 64, "theirs")
    assert store.keys() == {"a" * 64: "ours", "b" * 64: "theirs"}
    store.revoke("a" * 64)
    assert store.keys() == {"b" * 64: "theirs"}
    with pytest.raises(UserError, match="is not trusted"):
        store.revoke("a" * 64)
    (store.folder / KEYS_FILE).write_text('{"schema": 1, "keys": ["b"]}')
    with pytest.raises(UserError, match="damaged"):
        store.keys()
