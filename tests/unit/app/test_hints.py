"""Marks on files that do not agree: batch by batch the same as all at once, and gone when the other file is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spcxr_desktop.app.entry import EntryFields
from spcxr_desktop.app.hints import Hints
from spcxr_desktop.app.session import Session
from spcxr_desktop.app.tasks import Cancelled
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.grayscale import GrayscaleRule
from spcxr_desktop.domain.orientation import Orientation
from spcxr_desktop.domain.radiograph import Identity, Radiograph
from spcxr_desktop.domain.reconcile import reconcile


class Disk:
    """What files hold: bytes and a grey. Counts what is read."""

    def __init__(self, contents: Mapping[str, tuple[str, int]]) -> None:
        self.contents, self.hashed, self.decoded = contents, 0, 0

    def digest(self, path: Path) -> str:
        self.hashed += 1
        return self.contents[path.name][0]

    def read(self, path: Path, frame: int = 0, cancel: object = None) -> Radiograph:
        self.decoded += 1
        grey = self.contents[path.name][1]
        if grey < 0:
            raise UserError("Damaged.", "A film.", "Export it again.")
        pixels = np.full((4, 4), grey, np.uint16)
        return Radiograph(pixels, GrayscaleRule(), Orientation(), None, Identity(), path)


def opened(session: Session, *identities: Identity) -> tuple[int, ...]:
    first = len(session)
    paths = [Path(f"/{first + i}") for i in range(len(identities))]
    fields = {path: EntryFields(identity=identity) for path, identity in zip(paths, identities, strict=True)}
    return session.add(paths, fields)


def hinted(session: Session) -> list[int]:
    return [place for place, entry in enumerate(session.entries) if entry.hints]


@pytest.fixture
def session() -> Session:
    return Session()


@pytest.fixture
def disk() -> Disk:
    return Disk({})


def never() -> bool:
    return False


def test_the_rows_concerned_are_marked_and_one_notice_says_why(session: Session, disk: Disk) -> None:
    hints = Hints(session, disk.digest, disk.read)
    assert not hints.compare(opened(session, Identity("7", "Doe^Jane"), Identity("8", "Roe^Ann")))
    assert session.hint_notice is None
    assert hints.compare(opened(session, Identity("7", "Smith^John")))
    assert hinted(session) == [0, 2]
    assert session.hint_notice is not None and "Patient ID 7" in session.hint_notice.text


def test_nothing_is_told_twice(session: Session, disk: Disk) -> None:
    hints = Hints(session, disk.digest, disk.read)
    ids = opened(session, Identity("7", "Doe^Jane"), Identity("7", "Smith^John"))
    assert hints.compare(ids)
    session.hint_notice = None
    assert not hints.compare(opened(session, Identity("9", "Roe^Ann")))
    assert not hints.finish(never) and session.hint_notice is None


def test_several_hints_are_counted_and_listed(session: Session, disk: Disk) -> None:
    hints = Hints(session, disk.digest, disk.read)
    hints.compare(opened(session, *(Identity(f"P{i // 2}", f"Name{i}^A") for i in range(6))))
    hints.finish(never)
    assert session.hint_notice is not None
    assert session.hint_notice.text.startswith("3 things") and len(session.hint_notice.details) == 3


def test_closing_the_other_file_takes_the_mark_away(session: Session, disk: Disk) -> None:
    hints = Hints(session, disk.digest, disk.read)
    ids = opened(session, Identity("7", "Doe^Jane"), Identity("7", "Smith^John"))
    hints.compare(ids)
    session.close(ids[1])
    assert hints.forget_closed()
    assert hinted(session) == [] and session.hint_notice is None


IDENTITIES = st.builds(
    Identity,
    patient_id=st.sampled_from(("", "1", "2", " 2", "unknown")),
    patient_name=st.sampled_from(("", "Doe^Jane", "DOE^JANE", "Jane^Doe", "Roe^Ann")),
    patient_birth_date=st.sampled_from(("", "19500101", "1950.01.01", "19600202")),
    patient_sex=st.sampled_from(("", "F", "M")),
    study_instance_uid=st.sampled_from(("", "1.1", "1.2")),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(IDENTITIES, max_size=4), max_size=4))
def test_batches_find_what_looking_at_everything_finds(batches: list[list[Identity]]) -> None:
    session, disk = Session(), Disk({})
    hints = Hints(session, disk.digest, disk.read)
    for batch in batches:
        hints.compare(opened(session, *batch))
    hints.finish(never)
    everything = [identity for batch in batches for identity in batch]
    expected: dict[int, list[str]] = {}
    for hint in reconcile(everything):
        for place in hint.entries:
            expected.setdefault(place, []).append(f"{hint.found} {hint.remedy}")
    assert {p: sorted(e.hints) for p, e in enumerate(session.entries) if e.hints} == {
        place: sorted(texts) for place, texts in expected.items()
    }


def same_uid(session: Session, count: int) -> tuple[int, ...]:
    return opened(session, *(Identity(sop_instance_uid="1.2.3") for _ in range(count)))


def test_one_uid_for_two_pictures_is_told_on_both_rows(session: Session) -> None:
    disk = Disk({"0": ("a", 1), "1": ("b", 2)})
    hints = Hints(session, disk.digest, disk.read)
    hints.compare(same_uid(session, 2))
    assert hints.finish(never) and hinted(session) == [0, 1]
    assert session.hint_notice is not None and "different pictures" in session.hint_notice.text
    assert not hints.finish(never) and (disk.hashed, disk.decoded) == (2, 2)  # and is judged once


def test_copies_of_one_file_disturb_nobody(session: Session) -> None:
    disk = Disk({"0": ("a", 1), "1": ("a", 1)})
    hints = Hints(session, disk.digest, disk.read)
    hints.compare(same_uid(session, 2))
    assert not hints.finish(never) and disk.decoded == 0


def test_files_with_uids_of_their_own_are_never_read_for_this(session: Session) -> None:
    disk = Disk({})
    hints = Hints(session, disk.digest, disk.read)
    hints.compare(opened(session, *(Identity(sop_instance_uid=f"1.{i}") for i in range(20))))
    hints.finish(never)
    assert disk.hashed == 0


def test_one_picture_under_two_headers_and_a_file_that_cannot_be_read(session: Session) -> None:
    disk = Disk({"0": ("a", 1), "1": ("b", 1), "2": ("c", -1)})
    hints = Hints(session, disk.digest, disk.read)
    hints.compare(same_uid(session, 3))
    assert hints.finish(never) and hinted(session) == [0, 1]
    assert session.hint_notice is not None and "different headers" in session.hint_notice.text


def test_a_search_that_is_stopped_compares_no_more_files(session: Session) -> None:
    disk = Disk({"0": ("a", 1), "1": ("b", 2)})
    hints = Hints(session, disk.digest, disk.read)
    hints.compare(same_uid(session, 2))
    with pytest.raises(Cancelled):
        hints.finish(lambda: True)
    assert disk.hashed == 0
