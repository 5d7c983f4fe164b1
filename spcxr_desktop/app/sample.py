"""The sample study: two chest phantoms and the exact masks of their lungs."""

from __future__ import annotations

from pathlib import Path

import cv2

from spcxr_desktop.dicom.write_phantom import PhantomStudy, write_phantom
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.phantom import Phantom, render
from spcxr_desktop.domain.phantom_anatomy import load_anatomy
from spcxr_desktop.store.paths import resources_dir


def write_sample(
    out: Path, *, truth: Path | None = None, opacity: bool = True, seed: int = 0, scale: float = 1.0
) -> list[Path]:
    """Write the sample study and return its DICOM files: a plain chest and, with ``opacity``, a second one with one.

    ``truth``, where given, gets ``<name>-lungs.png`` (label map 0 / 1 right / 2 left) and ``<name>-opacity.png``
    (0 / 1) at the image's own size; never ``out`` itself, or they would be read as films. The same ``seed``
    gives the same bytes. Raises UserError when ``out`` cannot be written.
    """
    anatomy = load_anatomy(resources_dir() / "phantom" / "chest.json")
    written = []
    for number, dense in enumerate((False, True) if opacity else (False,)):
        name = "opacity" if dense else "plain"
        phantom = render(anatomy, opacity=dense, seed=2 * seed + number, scale=scale)
        study = PhantomStudy(
            key=f"{seed}/{name}",
            given_name=name.upper(),
            number=2 * seed + number + 1,
            description=f"Chest phantom, {'right lower zone opacity' if dense else 'no opacity'}",
        )
        written.append(_write(out, truth, f"phantom-{name}", phantom, study))
    return written


def _write(out: Path, truth: Path | None, name: str, phantom: Phantom, study: PhantomStudy) -> Path:
    """One radiograph and its truth. Raises UserError."""
    path = out / f"{name}.dcm"
    masks = {"lungs": phantom.lungs, "opacity": phantom.opacity.astype("uint8")}
    try:
        for folder in filter(None, (out, truth)):
            folder.mkdir(parents=True, exist_ok=True)
        write_phantom(phantom, study, path)
        for kind, mask in masks.items():
            if truth is not None and mask.any():
                (truth / f"{name}-{kind}.png").write_bytes(cv2.imencode(".png", mask)[1].tobytes())
    except OSError as error:
        raise UserError(
            f"The sample could not be written to {out} ({error.strerror or 'write failed'}).",
            "a folder that may be written to, with 25 MB to spare.",
            "choose another folder with --out.",
        ) from error
    return path
