"""Reasons not to analyse a radiograph, or not to lean on what the models say about it.

Only hard facts refuse: what the header states, and pixels that cannot be a film. Whatever is read out of the
picture warns, because classifiers of view and quality lose ten points and more on another hospital's films.
An empty field is no contradiction: it warns. The texts end the sentence "Not assessed, because ...", so each stands
alone. What is read out of the picture is in ``picture_gates``, ``lung_gates`` and ``outliers``; docs/gates.md has the
reasons and the figures.
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.findings import Gate
from spcxr_desktop.domain.radiograph import Identity, Radiograph

SMALLEST_SIDE = 200  # px; finer structures than the networks' input are gone below
COARSE_SIDE = 320  # px, twice the networks' input: a 440 px film at half its size moved one score by 0.165
_ADULT = 18.0  # years
_LEAST_GREYS = 16  # a label map or a line drawing has fewer, the poorest film many more

_RADIOGRAPHY = {"CR", "DX", "RG", "DR"}  # DR is no defined term, yet written by several makers
_SAYS_NOTHING = {"OT", "SC", ""}
_SECONDARY_CAPTURE = {
    "1.2.840.10008.5.1.4.1.1.7",  # Secondary Capture
    "1.2.840.10008.5.1.4.1.1.7.2",  # Multi-frame Grayscale Byte
    "1.2.840.10008.5.1.4.1.1.7.3",  # Multi-frame Grayscale Word
    "1.2.840.10008.5.1.4.1.1.7.4",  # Multi-frame True Color: three equal channels occur
}
_FOR_PROCESSING = "1.2.840.10008.5.1.4.1.1.1.1.1"
_PROJECTION = {
    "1.2.840.10008.5.1.4.1.1.1",  # Computed Radiography
    "1.2.840.10008.5.1.4.1.1.1.1",  # Digital X-Ray, for presentation
    _FOR_PROCESSING,
}
_UNSTATED = {"", "UNKNOWN", "OTHER", "UNDEFINED", "NONE", "UNSPECIFIED", "DEFAULT", "NA", "N/A"}
_CHEST = re.compile(r"CHEST|THORAX|TORAX|\bTHX\b|\bLUNGS?\b|\bCXR\b|\bPULMO")
# A rib film is exposed and angled for bone; rib series, spines and trunks are not what the models were trained on.
_NOT_CHEST = re.compile(r"RIB|SPINE|STERN|ABD|PELV")
_ELSEWHERE = re.compile(
    r"\b(TEETH|TOOTH|DENTAL|PANORAM\w*|MANDIBLE|SKULL|HEAD|NECK|SPINE|CERVICAL|LUMBAR|ABDOM\w*|PELVI[SC]|HIPS?|FEMUR|"
    r"KNEES?|TIBIA|LEGS?|ANKLES?|FOOT|FEET|TOES?|SHOULDERS?|HUMERUS|ELBOWS?|FOREARM|WRISTS?|HANDS?|FINGERS?|BREASTS?|"
    r"MAMMO\w*|EXTREMIT\w*)\b"
)
_FRONTAL = {"PA", "AP"}
_NOT_FRONTAL = re.compile(r"^(LL|RL|LLO|RLO|LAO|RAO|LPO|RPO|CC|ML|MLO|LM|LMO)$|LAT|OBL|AXIAL")
_HUMAN = re.compile(r"\b(HUMAN|HOMO SAPIENS|HOMO)\b")


def header_gates(radiograph: Radiograph, age_years: tuple[float, ...] | None = None) -> tuple[Gate, ...]:
    """What the header says against an analysis. ``age_years``: ages (low, high) the models may be used on."""
    if not radiograph.dicom:
        unknown = _warn("not_dicom", "Not DICOM: kind, view, age and sides are unknown. Research only.")
        return tuple(gate for gate in (_colour(radiograph), unknown) if gate is not None)
    identity = radiograph.identity
    found = (
        _colour(radiograph),
        _species(identity),
        _modality(identity),
        _sop_class(identity),
        _body_part(identity),
        _view(identity),
        _age(identity, age_years),
        _sides(radiograph),
    )
    return tuple(gate for gate in found if gate is not None)


def pixel_gates(greys: NDArray[np.uint8]) -> tuple[Gate, ...]:
    """Default greys [rows, columns] that cannot be a film (few pixels, flat, a mask, a drawing) or are coarse."""
    rows, columns = greys.shape
    if min(rows, columns) < SMALLEST_SIDE:
        text = f"The image has {columns} x {rows} pixels; at least {SMALLEST_SIDE} on each side are needed."
        return (_refuse("too_small", text),)
    step = max(1, min(rows, columns) // 512)
    counts = np.bincount(greys[::step, ::step].ravel(), minlength=256)
    low, high = np.searchsorted(np.cumsum(counts) / counts.sum(), (0.01, 0.99))  # greys, as counts has one a grey
    if high - low < 8:
        return (_refuse("no_contrast", "The image is one flat grey."),)
    if np.count_nonzero(counts) < _LEAST_GREYS:
        return (_refuse("few_greys", "The image has too few grey levels for a film: it may be a mask or a drawing."),)
    if min(rows, columns) < COARSE_SIDE:
        text = f"The image has only {columns} x {rows} pixels: scores of such coarse pictures are not steady."
        return (_warn("coarse", text),)
    return ()


def _colour(radiograph: Radiograph) -> Gate | None:
    if radiograph.colour is None:
        return None
    return _refuse("not_grey", "This is a colour picture; they are shown but not analysed.")


def _species(identity: Identity) -> Gate | None:
    species = identity.species.upper()
    if species in _UNSTATED or _HUMAN.search(species):
        return None
    return _refuse("species", "The header names another species than human.")


def _modality(identity: Identity) -> Gate | None:
    modality = identity.modality.upper()
    if modality in _RADIOGRAPHY:
        return None
    if modality in _SAYS_NOTHING and (identity.sop_class_uid in _SECONDARY_CAPTURE | _PROJECTION or not modality):
        return _warn("modality_unknown", "The header does not say that this is a radiograph.")
    return _refuse("modality", f"The header says modality {_quote(modality)}; CR, DX or RG is needed.")


def _sop_class(identity: Identity) -> Gate | None:
    uid = identity.sop_class_uid
    if not uid:
        return _warn("sop_class_unknown", "The header does not say which kind of DICOM object this is.")
    if uid == _FOR_PROCESSING:
        return _warn("for_processing", "Raw detector image (for processing): the models know processed films only.")
    if uid in _PROJECTION | _SECONDARY_CAPTURE:
        return None
    return _refuse("sop_class", "This DICOM object is neither a CR or DX image nor a secondary capture.")


def _body_part(identity: Identity) -> Gate | None:
    part = identity.body_part.upper().strip()
    if part not in _UNSTATED:
        if _CHEST.search(part) and not _NOT_CHEST.search(part):
            return None
        if "RIB" in part:
            text = f"The header says body part {_quote(part)}: films of the ribs are exposed and angled for bone."
            return _refuse("body_part", text)
        return _refuse("body_part", f"The header says body part {_quote(part)}; CHEST is needed.")
    description = identity.study_description.upper()
    if _ELSEWHERE.search(description) and not _CHEST.search(description):
        return _refuse("body_part", "No body part in the header, and the study description names another one.")
    return _warn("body_part_unknown", "The header does not say that this is a chest.")


def _view(identity: Identity) -> Gate | None:
    view = identity.view_position.upper().strip()
    if view in _FRONTAL:
        return None
    if _NOT_FRONTAL.search(view):
        return _refuse("view", f"The header says view {_quote(view)}; the models read frontal views only.")
    return _warn("view_unknown", "The header does not say that this is a frontal view.")


def _age(identity: Identity, limits: tuple[float, ...] | None) -> Gate | None:
    age = identity.patient_age_years
    if age is None:
        return None
    if limits is not None and not limits[0] <= age <= limits[1]:
        return _refuse("age", f"The models are for patients from {limits[0]:g} to {limits[1]:g} years.")
    if age < _ADULT:
        return _warn("child", "Patient under 18: what was measured for children comes from one hospital.")
    return None


def _sides(radiograph: Radiograph) -> Gate | None:
    if not radiograph.orientation.assumed:
        return None
    return _warn("sides_assumed", "Right and left are assumed: the header does not say which side is which.")


def _quote(value: str) -> str:
    """A code string of the header, bounded: a hostile one must not fill the screen."""
    return "'" + re.sub(r"[^A-Z0-9 _/.-]", "?", value)[:16] + "'"


def _refuse(gate_id: str, text: str) -> Gate:
    return Gate(gate_id, "refuse", text)


def _warn(gate_id: str, text: str) -> Gate:
    return Gate(gate_id, "warn", text)
