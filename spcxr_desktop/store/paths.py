"""Where things lie on this computer. The only place that asks appdirs."""

from __future__ import annotations

import os
from pathlib import Path

import appdirs

from spcxr_desktop.domain.errors import UserError

DATA_FOLDER_VARIABLE = "SPCXR_DATA_DIR"
_PACKAGE = Path(__file__).resolve().parents[1]


def resources_dir() -> Path:
    """The folder with the bundled models and icons: inside an installed wheel, else beside a checkout's packages."""
    installed = _PACKAGE / "_resources"
    return installed if installed.is_dir() else _PACKAGE.parent / "resources"


def user_data_dir() -> Path:
    """The user's own folder for settings, results and models; SPCXR_DATA_DIR names another one. Raises UserError."""
    chosen = os.environ.get(DATA_FOLDER_VARIABLE) or appdirs.user_data_dir("spcxr", appauthor=False)
    return _private(Path(chosen))


def log_dir() -> Path:
    """The folder of the logs; below the data folder where SPCXR_DATA_DIR is set. Raises UserError."""
    if os.environ.get(DATA_FOLDER_VARIABLE):
        return _private(user_data_dir() / "log")
    return _private(Path(appdirs.user_log_dir("spcxr", appauthor=False)))


def _private(folder: Path) -> Path:
    """Make the folder, open to its owner alone (0700): reviews of patients' radiographs are kept in it."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if folder.stat().st_mode & 0o077:
            folder.chmod(0o700)
    except OSError as error:
        raise UserError(
            f"The folder {folder} cannot be made or kept private ({error.strerror}).",
            "A folder that only you can read, for settings and results.",
            f"Free the path, or set {DATA_FOLDER_VARIABLE} to another folder.",
        ) from error
    return folder
