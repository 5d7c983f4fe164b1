"""Nodes in the preferences: added, tried, changed, removed; what cannot be meant is refused; no secret in a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail

from spcxr_desktop.pacs.node import Node
from spcxr_desktop.ui.dialogs.nodes import NodeDialog, RemoveDialog
from tests.ui.network.archive import Archive
from tests.ui.network.verbs import add_by_form, add_node, answer_of, closed, settings, until, view
from tests.ui.signing.verbs import shown
from tests.ui.verbs import Desk


class Drawer(KeyringBackend):
    """A key store that forgets everything at the end."""

    priority = 9  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def drawer() -> Iterator[Drawer]:
    before, made = keyring.get_keyring(), Drawer()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def test_a_node_that_was_added_is_tried_at_once_and_says_how_long_it_took(desk: Desk, archive: Archive) -> None:
    page = settings(desk)
    assert page.nodes.none.isVisible() and not page.nodes.table.isVisible() and not page.nodes.test.isEnabled()
    add_by_form(desk, page, archive.node())
    row = answer_of(desk, "Archive")
    assert row.test is not None and row.test.state == "ok" and row.default
    assert "'Archive' is there and takes us. It answered in" in page.nodes.said()
    (cells,) = page.nodes.table.texts()
    assert cells[0] == "Archive\nResults go there" and cells[1].startswith("Answered in")
    assert "not encrypted" in cells[2]


@pytest.mark.parametrize("what", ["host", "title"])
def test_a_node_that_does_not_answer_says_what_was_found_expected_and_next(
    desk: Desk, archive: Archive, what: str
) -> None:
    node = archive.node(called_ae="OTHER") if what == "title" else archive.node()
    if what == "host":
        archive.stop()
    page = settings(desk)
    add_by_form(desk, page, node)
    row = answer_of(desk, "Archive")
    assert row.test is not None and row.test.state == "failed"
    lines = page.nodes.said().split("\n")
    assert len(lines) == 3 and lines[1].startswith("Expected: ") and lines[2].startswith("Next: ")
    assert ("cannot be reached" if what == "host" else "AE title") in lines[0]


def test_what_cannot_be_meant_is_refused_in_the_form_and_nothing_is_kept(desk: Desk) -> None:
    page = settings(desk)
    page.nodes.add.click()
    dialog = shown(desk, NodeDialog)
    dialog.name.setText("Archive")
    dialog.host.setText("pacs.example")
    dialog.called_ae.setText("ARCHIVE")
    dialog.port.setText("70000")
    dialog.act.click()
    assert dialog.isVisible() and "Expected: A number from 1 to 65535." in dialog.refusal()
    dialog.port.setText("104")
    dialog.called_ae.setText("A TITLE THAT IS TOO LONG")
    dialog.act.click()
    assert dialog.isVisible() and "AE title" in dialog.refusal() and view(desk).nodes == ()


def test_two_nodes_cannot_have_one_name(desk: Desk, archive: Archive) -> None:
    add_node(desk, archive.node())
    dialog = add_by_form(desk, settings(desk), archive.node())
    assert dialog.isVisible() and "There is a node called 'Archive' already." in dialog.refusal()
    assert len(view(desk).nodes) == 1


def test_a_password_goes_to_the_key_store_and_into_no_file(desk: Desk, drawer: Drawer, data_folder: Path) -> None:
    web = Node("Web", "dicomweb", url="http://127.0.0.1:9/dicom-web", auth="basic", user="reader")
    dialog = add_by_form(desk, settings(desk), web, "s3cret-Pass")
    assert closed(dialog) and list(drawer.kept.values()) == ["s3cret-Pass"]
    files = [path for path in data_folder.rglob("*") if path.is_file()]
    assert any(b"127.0.0.1:9/dicom-web" in path.read_bytes() for path in files)
    assert not any(b"s3cret-Pass" in path.read_bytes() for path in files)


def test_without_a_key_store_the_form_stays_and_says_so(desk: Desk, drawer: Drawer) -> None:
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]
    web = Node("Web", "dicomweb", url="http://127.0.0.1:9/dicom-web", auth="bearer")
    dialog = add_by_form(desk, settings(desk), web, "token")
    assert dialog.isVisible() and "no key store" in dialog.refusal()
    dialog.auth.setCurrentIndex(dialog.auth.findData("none"))
    dialog.act.click()
    until(desk, lambda: closed(dialog))
    row = view(desk).node("Web")
    assert row is not None and row.node.auth == "none" and len(view(desk).nodes) == 1


def test_a_node_is_renamed_and_removed(desk: Desk, archive: Archive) -> None:
    add_node(desk, archive.node())
    page = settings(desk)
    page.nodes.change.click()
    dialog = shown(desk, NodeDialog)
    assert dialog.port.text() == str(archive.port) and dialog.called_ae.text() == "ARCHIVE"
    dialog.name.setText("Old archive")
    dialog.act.click()
    until(desk, lambda: closed(dialog))
    assert [row.node.name for row in view(desk).nodes] == ["Old archive"]
    page.nodes.remove.click()
    asked = shown(desk, RemoveDialog)
    asked.leave.click()
    assert len(view(desk).nodes) == 1
    page.nodes.remove.click()
    shown(desk, RemoveDialog).act.click()
    until(desk, lambda: not view(desk).nodes)
    assert not page.nodes.none.isHidden() and page.nodes.table.isHidden()


def test_results_go_to_the_node_that_was_chosen(desk: Desk, archive: Archive) -> None:
    add_node(desk, archive.node("First"))
    add_node(desk, archive.node("Second"))
    page = settings(desk)
    page.nodes.table.selectRow(1)
    page.nodes.first.click()
    until(desk, lambda: view(desk).default is not None and view(desk).default.node.name == "Second")
    assert [row[0] for row in page.nodes.table.texts()] == ["First", "Second\nResults go there"]
    assert not page.nodes.first.isEnabled()


def test_the_receiver_is_off_and_on_loopback_until_somebody_says_otherwise(desk: Desk) -> None:
    page = settings(desk)
    receiving = page.receiving
    assert "Nothing is received." in receiving.state.text()
    assert (receiving.host.text(), receiving.peers.text()) == ("127.0.0.1", "")
    for field, text in ((receiving.port, "0"), (receiving.host, "no address"), (receiving.ae, "")):
        before = field.text()
        field.setText(text)
        field.editingFinished.emit()
        assert receiving.why(), text
        field.setText(before)
        field.editingFinished.emit()
    assert receiving.why() == "" and desk.bench.preferences.settings.receiver_port == int(receiving.port.text())
    receiving.peers.setText("MODALITY1, 10.0.0.7")
    receiving.peers.editingFinished.emit()
    desk.draw()
    assert desk.bench.preferences.settings.receiver_peers == ("MODALITY1", "10.0.0.7")


def test_the_search_of_the_preferences_finds_the_network(desk: Desk) -> None:
    page = settings(desk)
    page.search.setText("C-STORE")
    assert page.categories.currentItem().text() == "Network"
