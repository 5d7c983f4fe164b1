"""The gate confusion table: what each DICOM test file is, what ought to happen to it, and what does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from gate_tables import table

from spcxr_desktop.dicom.read import read_radiograph
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.grayscale import default_greys
from spcxr_desktop.inference.gates import header_gates, pixel_gates
from spcxr_desktop.inference.package import ModelPackage
from spcxr_desktop.inference.run import analyse

# file -> (outcome, gates of which at least one must be among those found, why)
GATE: Mapping[str, tuple[str, tuple[str, ...], str]] = {
    "CR-ModalitySequenceLUT.dcm": ("refused", ("body_part",), "dental panorama; only its study description says TEETH"),
    "CT_small.dcm": ("refused", ("modality",), "CT"),
    "GH133.dcm": ("refused", ("modality",), "mammogram"),
    "MG1_J2KI.dcm": ("refused", ("body_part",), "digitised film mammogram that says RG: the breast decides"),
    "MR_small.dcm": ("refused", ("modality",), "MR"),
    "RG2_JPLL.dcm": ("refused", ("body_part",), "hip"),
    "RG3_J2KR.dcm": ("refused", ("body_part",), "leg"),
    "examples_palette.dcm": ("refused", ("not_grey", "modality"), "ultrasound in colour"),
    "examples_rgb_color.dcm": ("refused", ("not_grey", "modality"), "ultrasound in colour"),
    "examples_ybr_color.dcm": ("refused", ("not_grey", "modality"), "ultrasound in colour"),
    "nih_test4_ribcage.dcm": (
        "refused", ("body_part",),
        "a chest film that says RIBCAGE. A rib film scored as a chest film misleads; a chest film refused costs one "
        "second opinion, says why, and can be sent again with the right header"),
    "nih_test5_modality_ct.dcm": (
        "refused", ("modality",),
        "a chest film that says CT: the header may belong to another picture, the patient's name in it too"),
    "rtdose_1frame.dcm": ("refused", ("modality", "unreadable"), "dose grid of 32 bits"),
    "rtplan.dcm": ("refused", ("no_pixels",), "no picture"),
    "rtstruct.dcm": ("refused", ("no_pixels",), "no picture"),
    "siim_fake_mono1.dcm": (
        "analysed", ("inverted",),
        "header says MONOCHROME1, pixels are MONOCHROME2: shown and warned about, not mended"),
    "vet_dx_thorax_mono1_inverse.dcm": ("refused", ("species",), "a dog; species empty, another field says CANINE"),
    "waveform_ecg.dcm": ("refused", ("no_pixels",), "no picture"),
}  # fmt: skip
# Warnings that say what a header leaves open; on a good film any other warning is a false alarm.
OPEN = ("view_unknown", "body_part_unknown", "sides_assumed")
# Looked at: what is true of a chest film is no false alarm.
TRUE_WARNINGS: Mapping[str, tuple[str, ...]] = {
    "fuji_cr_pa_mono1_10b_modlut_jpll.dcm": ("lungs_cut_off",),  # the lower right lung leaves the film
}
# Pictures that no header fact refuses although they are none of a chest; the picture itself must give a warning.
STRANGERS = ("lut", "overlay_aspect_frames", "transfer_syntax", "charset", "dicomdir", "robust", "seg_sr_pr")


def observe(path: Path, packages: Sequence[ModelPackage]) -> tuple[str, tuple[str, ...]]:
    """Status, and ids of the gates; without packages only header and pixels are asked."""
    try:
        radiograph = read_radiograph(path)
    except UserError as error:
        return "refused", (error.code or "unreadable",)
    if packages:
        results = analyse(radiograph, packages)
        return results.status, tuple(gate.id for gate in results.gates)
    gates = (*header_gates(radiograph), *pixel_gates(default_greys(radiograph)))
    refusals = tuple(gate.id for gate in gates if gate.severity == "refuse")
    return ("refused", refusals) if refusals else ("analysed", tuple(gate.id for gate in gates))


def confusion(dicom: Path, packages: Sequence[ModelPackage]) -> str:
    """The text of the block "files" of docs/gates.md."""
    lines, right = [], Counter({"right": 0, "WRONG": 0})
    for name, (status, wanted, why) in GATE.items():
        found, gates = observe(dicom / "gate" / name, packages)
        verdict = "right" if found == status and (set(wanted) & set(gates)) else "WRONG"
        right[verdict] += 1
        lines.append([f"gate/{name}", why, f"{status}: {' or '.join(wanted)}", f"{found}: {', '.join(gates)}", verdict])
    for path in sorted((dicom / "cxr").iterdir()):
        found, gates = observe(path, packages)
        true = TRUE_WARNINGS.get(path.name, ())
        verdict = "right" if found == "analysed" and set(gates) - {*OPEN} == set(true) else "WRONG"
        right[verdict] += 1
        expected = f"analysed: {', '.join(true) or 'nothing'} beside empty fields"
        lines.append([f"cxr/{path.name}", "human, frontal", expected, f"{found}: {', '.join(gates) or '-'}", verdict])
    head = ["file", "what it is", "expected", "observed", ""]
    summary = f"{right['right']} of {sum(right.values())} as expected."
    return f"{summary}\n\n{table(head, lines)}\n\n{_strangers(dicom, packages)}"


def _strangers(dicom: Path, packages: Sequence[ModelPackage]) -> str:
    """Everything else in the collection that is no chest film: how many are refused, and what the others get."""
    counts, lines = Counter[str](), []
    for path in sorted(file for group in STRANGERS for file in (dicom / group).rglob("*") if file.is_file()):
        status, gates = observe(path, packages)
        counts[status] += 1
        if status != "refused":
            lines.append([str(path.relative_to(dicom)), ", ".join(gates)])
    text = ", ".join(f"{count} {status}" for status, count in sorted(counts.items()))
    title = f"The other {counts.total()} files, none of a human chest with readable pixels: {text}. Not refused:"
    return f"{title}\n\n{table(['file', 'gates'], lines)}"
