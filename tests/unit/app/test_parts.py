"""The page about the program names everything the window runs on."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import version

from spcxr_desktop.app.parts import LIBRARIES, program_parts
from tests.conftest import REPOSITORY


def test_every_library_that_the_window_requires_is_named() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
    required = {re.match(r"[\w.-]+", row)[0] for row in project["dependencies"]}  # type: ignore[index]
    assert required <= set(LIBRARIES)


def test_versions_are_those_that_are_installed_and_licences_are_stated() -> None:
    parts = {part.name: part for part in program_parts()}
    assert parts["numpy"].version == version("numpy")
    assert "BSD" in parts["numpy"].licence
    assert parts["SPCXR"].licence == "Apache-2.0"
    assert "LGPL" in parts["PySide6-Essentials"].licence
    assert all(part.version for part in parts.values())


def test_the_bundled_models_are_named_with_their_licences() -> None:
    models = [part for part in program_parts() if part.kind == "model"]
    assert {part.name for part in models} == {"spcxr-lungs", "spcxr-screen"}
    assert all("Apache-2.0" in part.licence for part in models)
