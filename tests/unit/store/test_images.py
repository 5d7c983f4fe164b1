"""Images in the record: who is who, what is the same file, and whether the pixels are still those."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.radiograph import Identity
from spcxr_desktop.store.library import Library
from spcxr_desktop.store.rows import ImageFacts
from tests.unit.store.records import facts, results


def test_an_image_comes_back_as_it_was_added(library: Library) -> None:
    (image,) = library.images.add([facts()])
    row = library.images.get(image)
    assert (row.path, row.sop_instance_uid, row.view, row.arrival) == (Path("/films/1.dcm"), "1.2.3.1", "PA", 1)
    assert library.images.at(row.path) == row
    assert library.images.of_study(row.study) == (row,)
    assert row.reference().study_instance_uid == "1.2.1"
    assert library.images.at(Path("/elsewhere")) is None


def test_the_same_file_is_one_image_wherever_it_lies(library: Library) -> None:
    first = library.images.add([facts()])
    moved = replace(facts(), path=Path("/moved/1.dcm"))
    assert library.images.add([facts(), moved]) == first * 2
    assert library.images.get(first[0]).path == moved.path


def test_one_uid_over_two_pictures_is_two_images(library: Library) -> None:
    other = replace(facts(), path=Path("/other/1.dcm"), size=77)
    first, second = library.images.add([facts(), other])
    assert first != second


def test_people_are_never_merged(library: Library) -> None:
    """One id over two people, as badly numbered archives have it; and files that name nobody."""
    library.images.add([facts(), facts(1, patient_name="Other^Person", study_instance_uid="9")])
    nobody = [ImageFacts(Path(f"/png/{n}.png"), Identity(), 10, 5, dicom=False) for n in range(2)]
    library.images.add(nobody)
    assert len(library.worklist.patients()) == 4


def test_one_persons_studies_stay_together(library: Library) -> None:
    library.images.add([facts(), facts(1, patient_name="PLANTED1^NAME", study_instance_uid="9")])
    assert len(library.worklist.patients()) == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such file names")
def test_a_file_name_need_not_be_text(library: Library) -> None:
    path = Path(os.fsdecode(b"/films/\xff\xfe.dcm"))
    (image,) = library.images.add([replace(facts(), path=path)])
    assert library.images.get(image).path == path


def test_half_characters_and_nul_in_a_header_do_no_harm(library: Library) -> None:
    library.images.add([facts(1, patient_name="A\udcffB\0C", study_description="\ud800")])
    assert library.worklist.rows()[0].patient_name == "A?BC"


def test_all_files_are_added_or_none(library: Library) -> None:
    class Broken(Exception):
        pass

    def files() -> object:
        yield facts(1)
        raise Broken

    with pytest.raises(Broken):
        library.images.add(files())  # type: ignore[arg-type]
    assert library.worklist.rows() == () and library.audit.head().entries == 0


def test_other_pixels_than_those_reviewed_are_refused(library: Library, image: int) -> None:
    library.images.confirm_pixels(image, "b" * 64, 64, 64)  # nothing depends on them yet
    library.results.add(image, results())
    library.images.confirm_pixels(image, "b" * 64, 64, 64)
    with pytest.raises(UserError) as refusal:
        library.images.confirm_pixels(image, "c" * 64, 64, 64)
    assert refusal.value.code == "pixels_changed"
    assert library.images.get(image).pixel_sha256 == "b" * 64


def test_read_marks_and_thumbnails(library: Library, image: int) -> None:
    assert (library.images.unread(), library.images.thumbnail(image)) == (1, None)
    library.images.mark_read(image)
    library.images.set_thumbnail(image, b"one")
    library.images.set_thumbnail(image, b"two")
    assert (library.images.unread(), library.images.thumbnail(image)) == (0, b"two")


def test_an_image_that_is_gone_is_said(library: Library) -> None:
    with pytest.raises(UserError, match="no longer"):
        library.images.get(99)
