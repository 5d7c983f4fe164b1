"""A node is made whole or not at all, and holds no secret."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.pacs.node import Node, Tls, is_ae, is_host, parse_node

GOOD = (
    Node("a", "dimse", "pacs.example", 104, "PACS"),
    Node("b", "dimse", "::1", 11112, "A B", "ME", tls=Tls(True, "ca.pem", "c.pem", "k.pem")),
    Node("c", "dicomweb", url="https://pacs.example/dicom-web", auth="basic", user="reader"),
    Node("d", "dicomweb", url="http://localhost:8042/dicom-web", auth="bearer"),
)


@pytest.mark.parametrize("node", GOOD, ids=lambda node: node.name)
def test_a_node_survives_its_file(node: Node) -> None:
    assert Node.from_dict(json.loads(json.dumps(node.to_dict()))) == node


@pytest.mark.parametrize(
    "wrong",
    [
        {"host": ""}, {"host": "a b"}, {"host": "1.2.3"}, {"port": 0}, {"port": 70000}, {"port": True}, {"port": "104"},
        {"called_ae": ""}, {"called_ae": "A" * 17}, {"called_ae": "A\\B"}, {"called_ae": " A"}, {"name": ""},
        {"name": "a/b"}, {"kind": "ftp"}, {"auth": "basic"}, {"url": "http://x"}, {"more": 1}, {"host": 7},
        {"tls": {"on": "yes"}}, {"tls": {"certificate_file": "c"}}, {"tls": 1}, {"name": None},
    ],
    ids=str,
)  # fmt: skip
def test_what_cannot_be_meant_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(UserError):
        Node.from_dict({**GOOD[0].to_dict(), **wrong})


@pytest.mark.parametrize(
    "url",
    ["", "ftp://x", "https://", "https://user:secret@x/", "https://x/?a=b", "http://pacs.example/"],
)
def test_a_secret_never_goes_where_others_can_read_it(url: str) -> None:
    with pytest.raises(UserError) as told:
        Node("x", "dicomweb", url=url, auth="bearer")
    assert "secret" not in str(told.value)


def test_addresses_as_a_command_line_has_them() -> None:
    node = parse_node("ORTHANC@127.0.0.1:4242", calling_ae="ME")
    assert (node.kind, node.host, node.port, node.called_ae, node.calling_ae) == (
        "dimse", "127.0.0.1", 4242, "ORTHANC", "ME",
    )  # fmt: skip
    assert parse_node("A@[::1]:104").host == "::1"
    assert parse_node("https://x.example/dicom-web").kind == "dicomweb"
    for wrong in ("", "host:104", "A@host", "A@host:port", "A@:104"):
        with pytest.raises(UserError):
            parse_node(wrong)


@given(st.text())
def test_no_text_breaks_the_checks(text: str) -> None:
    assert is_ae(text) in (True, False)
    assert is_host(text) in (True, False)
    if is_ae(text):
        assert len(text.encode()) <= 16
