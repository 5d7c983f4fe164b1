from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from spcxr_desktop.domain.findings import Gate
from spcxr_desktop.domain.orientation import Orientation
from spcxr_desktop.domain.radiograph import Radiograph
from spcxr_desktop.inference.gates import header_gates, pixel_gates

Make = Callable[..., Radiograph]
SC = "1.2.840.10008.5.1.4.1.1.7"


def gates_of(make: Make, **identity: object) -> dict[str, str]:
    radiograph = make()
    changed = replace(radiograph, identity=replace(radiograph.identity, **identity))
    return severities(header_gates(changed))


def severities(gates: tuple[Gate, ...]) -> dict[str, str]:
    return {gate.id: gate.severity for gate in gates}


def test_a_frontal_adult_chest_passes_without_a_word(make_radiograph: Make) -> None:
    assert header_gates(make_radiograph()) == ()


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"modality": "CT"}, {"modality": "refuse"}),
        ({"modality": "MG"}, {"modality": "refuse"}),
        ({"modality": "DX"}, {}),
        ({"modality": "RG", "sop_class_uid": SC}, {}),
        ({"modality": "OT", "sop_class_uid": SC}, {"modality_unknown": "warn"}),
        ({"modality": ""}, {"modality_unknown": "warn"}),
        ({"modality": "OT", "sop_class_uid": "1.2.3"}, {"modality": "refuse", "sop_class": "refuse"}),
        ({"sop_class_uid": "1.2.840.10008.5.1.4.1.1.2"}, {"sop_class": "refuse"}),
        ({"sop_class_uid": ""}, {"sop_class_unknown": "warn"}),
        ({"sop_class_uid": "1.2.840.10008.5.1.4.1.1.1.1.1"}, {"for_processing": "warn"}),
        ({"body_part": "THORAX"}, {}),
        ({"body_part": "Chest PA"}, {}),
        ({"body_part": "RIBCAGE"}, {"body_part": "refuse"}),
        ({"body_part": "THORACIC SPINE"}, {"body_part": "refuse"}),
        ({"body_part": "CHESTABDOMEN"}, {"body_part": "refuse"}),
        ({"body_part": "HIP"}, {"body_part": "refuse"}),
        ({"body_part": ""}, {"body_part_unknown": "warn"}),
        ({"body_part": "UNKNOWN"}, {"body_part_unknown": "warn"}),
        ({"body_part": "", "study_description": "MODALITYLUT - TEETH"}, {"body_part": "refuse"}),
        ({"body_part": "", "study_description": "Chest and pelvis, trauma"}, {"body_part_unknown": "warn"}),
        ({"body_part": "", "study_description": "headache"}, {"body_part_unknown": "warn"}),
        ({"study_description": "HAND"}, {}),  # free text does not overrule the coded body part
        ({"view_position": "AP"}, {}),
        ({"view_position": "LL"}, {"view": "refuse"}),
        ({"view_position": "LATERAL"}, {"view": "refuse"}),
        ({"view_position": "RAO"}, {"view": "refuse"}),
        ({"view_position": "MLO"}, {"view": "refuse"}),
        ({"view_position": ""}, {"view_unknown": "warn"}),
        ({"view_position": "LLD"}, {"view_unknown": "warn"}),  # decubitus: frontal beam, lying patient
        ({"species": "Canine species"}, {"species": "refuse"}),
        ({"species": "Homo sapiens"}, {}),
        ({"patient_age_years": 17.9}, {"child": "warn"}),
        ({"patient_age_years": None}, {}),
    ],
)
def test_what_the_header_says(make_radiograph: Make, fields: dict[str, object], expected: dict[str, str]) -> None:
    assert gates_of(make_radiograph, **fields) == expected


def test_ages_outside_the_models_refuse(make_radiograph: Make) -> None:
    radiograph = make_radiograph()
    assert severities(header_gates(radiograph, (50, 60))) == {"age": "refuse"}
    assert header_gates(radiograph, (18, 120)) == ()


def test_assumed_sides_and_other_files_warn(make_radiograph: Make) -> None:
    assert severities(header_gates(make_radiograph(orientation=Orientation()))) == {"sides_assumed": "warn"}
    assert severities(header_gates(make_radiograph(dicom=False))) == {"not_dicom": "warn"}


@pytest.mark.parametrize("dicom", [True, False])
def test_a_colour_picture_is_refused(make_radiograph: Make, dicom: bool) -> None:
    radiograph = make_radiograph(dicom=dicom)
    coloured = replace(radiograph, colour=np.zeros((*radiograph.pixels.shape, 3), np.uint8))
    assert severities(header_gates(coloured)) == {"not_grey": "refuse", **({} if dicom else {"not_dicom": "warn"})}


def test_lossy_compression_alone_is_no_gate(make_radiograph: Make) -> None:
    assert header_gates(make_radiograph(lossy=True)) == ()


def test_a_hostile_code_string_is_bounded(make_radiograph: Make) -> None:
    radiograph = make_radiograph()
    hostile = replace(radiograph, identity=replace(radiograph.identity, body_part="<script>" + "A" * 9999))
    assert all(len(gate.text) < 100 and "<" not in gate.text for gate in header_gates(hostile))


def test_pixels_that_cannot_be_a_film() -> None:
    ramp = np.tile(np.arange(320, dtype=np.float32) * 0.8, (320, 1)).astype(np.uint8)
    assert pixel_gates(ramp) == ()
    assert severities(pixel_gates(ramp[:319])) == severities(pixel_gates(ramp[:200])) == {"coarse": "warn"}
    assert severities(pixel_gates(ramp[:199])) == {"too_small": "refuse"}
    assert severities(pixel_gates(np.full((300, 300), 77, np.uint8))) == {"no_contrast": "refuse"}
    assert severities(pixel_gates((ramp // 86).astype(np.uint8) * 100)) == {"few_greys": "refuse"}


def test_ribs_say_why(make_radiograph: Make) -> None:
    radiograph = make_radiograph()
    ribs = replace(radiograph, identity=replace(radiograph.identity, body_part="RIBCAGE"))
    assert "angled for bone" in header_gates(ribs)[0].text
