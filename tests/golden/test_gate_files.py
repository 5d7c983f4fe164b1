"""The files of the gate collection, whose headers lie on purpose: each comes out as docs/gates.md says and why."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from spcxr_desktop.inference.package import ModelPackage, bundled_packages, load_package

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY / "benchmarks"))

from gate_files import GATE, OPEN, TRUE_WARNINGS, observe  # noqa: E402


@pytest.fixture(scope="module")
def packages() -> list[ModelPackage]:
    folders = bundled_packages(REPOSITORY / "resources")
    if not folders:
        pytest.skip("no bundled model packages")
    return [load_package(folder) for folder in folders]


@pytest.mark.parametrize("name", GATE)
def test_what_ought_to_happen_happens(shared: Path, packages: list[ModelPackage], name: str) -> None:
    status, wanted, why = GATE[name]
    found, gates = observe(shared / "data" / "dicom" / "gate" / name, packages)
    assert found == status, why
    assert set(wanted) & set(gates), why


def test_every_file_of_the_collection_is_in_the_table(shared: Path) -> None:
    assert {path.name for path in (shared / "data" / "dicom" / "gate").iterdir()} == set(GATE)


def test_chest_films_are_analysed_and_get_no_false_warning(shared: Path, packages: list[ModelPackage]) -> None:
    for path in sorted((shared / "data" / "dicom" / "cxr").iterdir()):
        status, gates = observe(path, packages)
        assert status == "analysed", path.name
        assert set(gates) - {*OPEN} == set(TRUE_WARNINGS.get(path.name, ())), path.name
