"""The real window, an archive on loopback with films of patients whose names are written in several scripts."""

from __future__ import annotations

from collections.abc import Iterator

import pydicom
import pytest

from tests.ui.network.archive import Archive
from tests.ui.network.verbs import add_node
from tests.ui.verbs import Desk, FilmWriter

PATIENTS = (
    ("Yamada^Tarou=山田^太郎=やまだ^たろう", "JP-12", "胸部正面", "20251103"),
    ("Müller^Käthe", "M-7", "Thorax", "20251101"),
    ("Иванов^Пётр", "R-3", "Рентген", "20251102"),
)


@pytest.fixture
def archive(film: FilmWriter) -> Iterator[Archive]:
    films = []
    for number, (name, patient_id, description, date) in enumerate(PATIENTS, 1):
        path = film(
            f"archived{number}.dcm", SpecificCharacterSet="ISO_IR 192", PatientName=name, PatientID=patient_id,
            StudyDescription=description, StudyDate=date, StudyInstanceUID=f"1.2.9.{number}",
            SeriesInstanceUID=f"1.2.9.{number}.1", AccessionNumber=f"A{number}",
        )  # fmt: skip
        films.append(pydicom.dcmread(path))
        path.unlink()
    with Archive(films) as made:
        yield made


@pytest.fixture
def connected(desk: Desk, archive: Archive) -> Desk:
    """The window, with the archive among its nodes."""
    add_node(desk, archive.node())
    return desk
