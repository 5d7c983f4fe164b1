"""``spcxr-desktop export-training``: signed reviews as a data set that ``spcxr-trainer`` takes as it is.

Only what a reader signed teaches: judgements become labels, edited masks become masks. What was not judged is unknown,
never negative, and the model's own mask, where nobody changed it, is no teacher.
"""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from spcxr_desktop.app.png import encode_png
from spcxr_desktop.app.pseudonym_key import load_secret
from spcxr_desktop.app.reading import start_reading
from spcxr_desktop.app.record_command import record_folder
from spcxr_desktop.app.training_rows import COLUMNS, Signed, row_of
from spcxr_desktop.dicom.door import Door, ReaderFault
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.grayscale import default_greys
from spcxr_desktop.domain.letters import text_in_corners
from spcxr_desktop.domain.masks import LUNGS
from spcxr_desktop.domain.pseudonyms import Secret, patient_key
from spcxr_desktop.domain.review import STATEMENT, pixel_sha256
from spcxr_desktop.store.library import Library

NO_NOTE = "none stated: not to leave this site"
_TRAIN, _VALIDATE = "0123456", "78"


@dataclass
class Exported:
    """What was written. ``left_out``: reason -> how many images. ``letters``: films that may show text."""

    rows: list[dict[str, str]] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    letters: list[str] = field(default_factory=list)

    @property
    def advice(self) -> tuple[str, ...]:
        """Why a split by patient would not work yet."""
        held = {name: len({row["group"] for row in self.rows if row["fold"] in name}) for name in (_TRAIN, _VALIDATE)}
        return tuple(
            f"{count} patients in folds {name[0]}-{name[-1]}: too few to {what}; sign more reviews."
            for (name, count), what in zip(held.items(), ("train on", "validate a package with"), strict=True)
            if count < 2
        )


def export_training_command(out: Path, key: Path | None, note: str) -> int:
    """0. Raises UserError, also where nothing is signed."""
    secret, where = load_secret(key)
    with Library.open(record_folder()) as library, closing(start_reading(1)) as door:
        exported = export_training(library, door, secret, out, note)
        library.audit.log("export-training", "training.exported", reviews=len(exported.rows))
    patients = len({row["group"] for row in exported.rows})
    print(f"{len(exported.rows)} signed reviews of {patients} patients in {out}. Key of the pseudonyms: {where}")
    for reason, count in sorted(exported.left_out.items()):
        print(f"left out  {count}  {reason}")
    for name in exported.letters:
        print(f"look at   {name}  something in a corner looks like letters")
    for advice in exported.advice:
        print(f"note      {advice}")
    print(f"Next: spcxr-trainer data index {out}; spcxr-trainer data pack {out} --out PACK")
    return 0


def export_training(library: Library, door: Door, secret: Secret, out: Path, note: str = "") -> Exported:
    """Write the data set, whole or not at all. Raises UserError: ``out`` is there, nothing is signed, the disk."""
    if out.exists():
        raise UserError(f"{out} is there already.", "A name that is free.", "Choose another place with --out.")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        stage = Path(tempfile.mkdtemp(prefix=".spcxr-", suffix=".part", dir=out.parent))
        try:
            exported = _write(library, door, secret, stage, note or NO_NOTE)
            stage.chmod(0o755)
            stage.rename(out)
        finally:
            shutil.rmtree(stage, ignore_errors=True)
    except OSError as error:
        raise UserError(
            f"{out} cannot be written ({error.strerror or type(error).__name__}).",
            "A folder that can be written, on a disk with room.", "Choose another place with --out.",
        ) from error  # fmt: skip
    return exported


def _write(library: Library, door: Door, secret: Secret, stage: Path, note: str) -> Exported:
    exported = Exported()
    for folder in ("films", "masks"):
        (stage / folder).mkdir()
    for signed in _signed(library, secret, exported.left_out):
        _write_film(library, door, signed, stage, note, exported)
    if not exported.rows:
        told = ", ".join(f"{count}: {why}" for why, count in exported.left_out.items()) or "the record is empty"
        raise UserError(
            f"There is no signed review to export ({told}).", "At least one signed review.",
            "Review films in the window and sign them.",
        )  # fmt: skip
    with (stage / "index.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(exported.rows)
    (stage / "dataset.json").write_text(json.dumps(_facts(exported, note), indent=2), encoding="utf-8")
    return exported


def _signed(library: Library, secret: Secret, left_out: Counter[str]) -> Iterator[Signed]:
    """The last signed revision of every image that has one."""
    patients = {patient.id: patient for patient in library.worklist.patients()}
    for study in library.worklist.rows():
        who = patients[study.patient]
        for image in library.images.of_study(study.id):
            revisions = library.reviews.revisions(image.id)
            if not revisions:
                left_out["not signed"] += 1
                continue
            key = patient_key(who.patient_id, who.name, who.birth_date, image.study_instance_uid)
            yield Signed(image, study, revisions[-1], secret, key)


def _write_film(library: Library, door: Door, signed: Signed, stage: Path, note: str, exported: Exported) -> None:
    try:
        radiograph = door.read(signed.image.path)
    except (UserError, ReaderFault):
        exported.left_out["the file cannot be read any more"] += 1
        return
    bias, colour = radiograph.grayscale.bias, radiograph.colour
    if pixel_sha256(radiograph.pixels, bias, colour) != signed.revision.image.pixel_sha256:
        exported.left_out["the file's pixels are not those that were signed"] += 1
        return
    number = sum(row["group"] == signed.pseudonym for row in exported.rows)
    name = f"{signed.pseudonym}-{number:03d}.png"
    greys = radiograph.orientation.to_upright(default_greys(radiograph))
    film = encode_png(greys)
    (stage / "films" / name).write_bytes(film)
    mask = signed.revision.document.painted().get(LUNGS)
    named = signed.revision.results.sha256 if signed.revision.results is not None else ""
    results = library.results.get(named) if named else None
    edited = mask is not None and not (
        results is not None and results.results.lungs is not None and (mask == results.results.lungs.labels).all()
    )
    if mask is not None and edited:
        lungs = radiograph.orientation.to_upright(mask).copy()
        lungs[lungs > 2] = 0  # labels of the reader's own are no lung
        (stage / "masks" / name).write_bytes(encode_png(lungs))
    row = row_of(signed, f"films/{name}", f"masks/{name}" if edited else "", note, greys.shape)
    exported.rows.append(row | {"sha256": hashlib.sha256(film).hexdigest()})
    exported.letters += [f"films/{name}"] if text_in_corners(greys) else []


def _facts(exported: Exported, note: str) -> dict[str, object]:
    return {
        "format": "spcxr-reviews 1", "statement": STATEMENT, "licence": note,
        "films": len(exported.rows), "patients": len({row["group"] for row in exported.rows}),
        "with_mask": sum(bool(row["mask"]) for row in exported.rows), "left_out": dict(exported.left_out),
        "look_for_text": exported.letters, "advice": exported.advice,
        "labels": "accept or relocate: 1; reject: 0; uncertain or not judged: unknown (not in the column findings)",
        "masks": "only where a reader changed or drew the lungs; 0 background, 1 right lung, 2 left lung",
        "identity": "pseudonyms by keyed hash; no names, numbers, UIDs or dates; age in years, 90 and over as 90",
    }  # fmt: skip
