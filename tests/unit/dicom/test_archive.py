"""ZIP archives: what lies, bombs or leads astray is refused, and nothing but UserError and OSError comes out."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spcxr_desktop.dicom import archive
from spcxr_desktop.dicom.archive import is_safe, open_archive
from spcxr_desktop.domain.errors import UserError

NAMES = st.lists(st.sampled_from(["..", ".", "a", "b.dcm", "C:", "\\", "\x00", "", "\u200b"]), min_size=1, max_size=6)
HOSTILE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)


def pack(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    """Write an archive with these members, under these very names."""
    with zipfile.ZipFile(path, "w", method) as file:
        for name, data in members.items():
            info = zipfile.ZipInfo("x")
            info.filename, info.compress_type = name, method
            file.writestr(info, data)
    return path


def patch(path: Path, offset: int, form: str, value: int) -> None:
    """Overwrite a field of every entry of the central directory (APPNOTE 4.3.12)."""
    data = bytearray(path.read_bytes())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into(form, data, at + offset, value)
        at = data.find(b"PK\x01\x02", at + 1)
    path.write_bytes(data)


def test_members_are_listed_in_order_and_read_in_memory(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", {"b/2": b"two", "b/": b"", "a": b"one", "__MACOSX/._a": b"x", ".DS_Store": b"x"})
    found = open_archive(path)
    assert found.members == ("a", "b/2")
    assert found.size("b/2") == 3
    assert found.open("b/2", whole=True).read() == b"two"
    assert found.open("b/2", whole=False).read(2) == b"tw"
    assert [p.name for p in tmp_path.iterdir()] == ["a.zip"]
    with pytest.raises(FileNotFoundError):
        found.open("c", whole=True)


def test_of_members_with_one_name_the_last_counts(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("a", b"old")
        with pytest.warns(UserWarning, match="Duplicate name"):
            file.writestr("a", b"new")
    assert open_archive(path).open("a", whole=True).read() == b"new"


def test_the_directory_is_parsed_once_and_again_when_the_file_changes(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", {"a": b"one"})
    assert open_archive(path) is open_archive(path)
    pack(path, {"a": b"other", "b": b"more"})
    os.utime(path, ns=(0, 0))
    assert open_archive(path).members == ("a", "b")


def test_an_archive_is_not_kept_open(tmp_path: Path) -> None:
    found = open_archive(pack(tmp_path / "a.zip", {"a": b"one"}))
    (tmp_path / "a.zip").unlink()
    with pytest.raises(FileNotFoundError):
        found.open("a", whole=True)


@pytest.mark.parametrize(
    "name", ["../a", "a/../../b", "/etc/passwd", "C:/a", "./c:a", "a\\b", "..\\a", "a\x00.dcm", "", "./"]
)
def test_names_that_lead_out_are_unsafe(name: str) -> None:
    assert not is_safe(name)


@given(NAMES.map("/".join) | st.text(max_size=20))
def test_a_safe_name_stays_inside(name: str) -> None:
    if is_safe(name):
        inside = os.path.normpath(f"/x/films.zip/{name}")
        assert inside.startswith("/x/films.zip/")
        assert "\\" not in name
        assert "\x00" not in name


@HOSTILE
@given(st.lists(NAMES.map("/".join) | st.text(max_size=12), min_size=1, max_size=8, unique=True))
def test_no_member_ever_has_a_name_that_leads_out(tmp_path: Path, names: list[str]) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name in names:
            info = zipfile.ZipInfo("x")
            info.filename = name
            try:
                file.writestr(info, b"data")
            except UnicodeEncodeError:  # lone surrogates: zipfile cannot write them
                return
    path = tmp_path / "a.zip"
    path.write_bytes(stream.getvalue())
    found = open_archive(path)
    for member in found.members:
        assert is_safe(member)
        assert path / member != path
        assert found.open(member, whole=True).read() == b"data"
    assert found.unsafe == len([n for n in names if not n.endswith("/") and not is_safe(n)])


@HOSTILE
@given(st.data())
def test_a_damaged_archive_is_refused_and_nothing_else_happens(tmp_path: Path, data: st.DataObject) -> None:
    whole = bytearray(pack(tmp_path / "good.zip", {f"{i}.dcm": bytes(range(256)) * i for i in range(4)}).read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "bad.zip"
    path.write_bytes(whole[: data.draw(st.integers(0, len(whole)))] if data.draw(st.booleans()) else whole)
    archive._parse.cache_clear()
    try:
        found = open_archive(path)
        for member in found.members:
            try:
                assert len(found.open(member, whole=True).read()) <= archive._FREE_MEMBER_BYTES
            except UserError:
                continue
    except UserError as error:
        assert error.remedy


def test_a_bomb_of_one_member_is_refused_before_it_is_inflated(tmp_path: Path) -> None:
    found = open_archive(pack(tmp_path / "a.zip", {"bomb": bytes(20 * 2**20), "blank": bytes(2**20)}))
    with pytest.raises(UserError, match="would inflate to 20 MiB"):
        found.open("bomb", whole=True)
    assert len(found.open("blank", whole=True).read()) == 2**20


def test_a_member_that_lies_about_its_size_is_damaged(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", {"bomb": bytes(20 * 2**20)})
    patch(path, 24, "<I", 1000)  # uncompressed size
    with pytest.raises(UserError, match="damaged"):
        open_archive(path).open("bomb", whole=True)


def test_many_members_that_together_are_a_bomb_are_refused(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", {str(i): bytes(7 * 2**20) for i in range(12)})
    with pytest.raises(UserError, match="far more than it can honestly hold"):
        open_archive(path)


def test_overlapping_members_are_refused(tmp_path: Path) -> None:
    """The bomb that quotes one kernel of data from many entries."""
    path = pack(tmp_path / "a.zip", {str(i): b"abc" * 100 for i in range(3)})
    patch(path, 42, "<I", 0)  # offset of the local header
    with pytest.raises(UserError, match="far more than it can honestly hold"):
        open_archive(path)


def test_too_many_members_are_refused_before_anything_is_made_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MAX_MEMBERS", 10)
    assert len(open_archive(pack(tmp_path / "a.zip", {str(i): b"" for i in range(10)})).members) == 10
    with pytest.raises(UserError, match="more than 10 files"):
        open_archive(pack(tmp_path / "b.zip", {str(i): b"" for i in range(11)}))
    monkeypatch.setattr(archive, "_MAX_DIRECTORY_BYTES", 200)
    with pytest.raises(UserError, match="directory of this ZIP archive is too large"):
        open_archive(pack(tmp_path / "c.zip", {str(i): b"" for i in range(9)}))


def test_encrypted_members_and_odd_methods_are_named(tmp_path: Path) -> None:
    locked = pack(tmp_path / "a.zip", {"a": b"data"})
    patch(locked, 8, "<H", 1)
    with pytest.raises(UserError, match="encrypted"):
        open_archive(locked).open("a", whole=True)
    for method, name in ((zipfile.ZIP_BZIP2, "bzip2"), (zipfile.ZIP_LZMA, "LZMA")):
        odd = pack(tmp_path / f"{name}.zip", {"a": b"data"}, method)
        with pytest.raises(UserError, match=name):
            open_archive(odd).open("a", whole=True)


def test_a_member_over_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_MEMBER_BYTES", 100)
    with pytest.raises(UserError, match="At most"):
        open_archive(pack(tmp_path / "a.zip", {"a": os.urandom(101)})).open("a", whole=True)


def test_names_in_the_old_encoding_are_read(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", {"Mxller.dcm": b"data"})
    path.write_bytes(path.read_bytes().replace(b"Mxller", b"M\x81ller"))  # code page 437, no UTF-8 flag
    assert open_archive(path).members == ("Müller.dcm",)
