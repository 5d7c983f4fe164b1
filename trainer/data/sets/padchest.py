"""PadChest: 16-bit PNG films with labels of reports in Spanish, part of them by radiologists' hand."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from trainer.data.labels import UNKNOWN
from trainer.data.sets.base import DataSet, Film, LeftOut, Pictures

_TABLE = "PADCHEST_chest_x_ray_images_labels_160K_01.02.19.csv"
_COLUMNS = ("ImageID", "StudyDate_DICOM", "PatientID", "PatientBirth", "PatientSex_DICOM", "Projection", "Labels")
_FINDINGS = {
    "pneumonia": ("pneumonia", "atypical pneumonia"),
    "tuberculosis": ("tuberculosis",),
    "atelectasis": ("atelectasis", "laminar atelectasis", "lobar atelectasis", "segmental atelectasis",
                    "round atelectasis", "total atelectasis", "atelectasis basal"),
    "cardiomegaly": ("cardiomegaly",),
    "consolidation": ("consolidation",),
    "edema": ("pulmonary edema",),
    "effusion": ("pleural effusion", "loculated pleural effusion", "hydropneumothorax"),
    "emphysema": ("emphysema", "bullas"),
    "fibrosis": ("pulmonary fibrosis", "fibrotic band", "post radiotherapy changes"),
    "fracture": ("rib fracture", "clavicle fracture", "vertebral fracture", "humeral fracture", "fracture"),
    "hernia": ("hiatal hernia",),
    "infiltration": ("infiltrates",),
    "interstitial": ("interstitial pattern", "reticular interstitial pattern", "reticulonodular interstitial pattern",
                     "ground glass pattern"),
    "mass": ("mass", "pulmonary mass", "mediastinal mass", "pleural mass"),
    "nodule": ("nodule", "multiple nodules"),
    "pleural_thickening": ("pleural thickening", "apical pleural thickening", "calcified pleural thickening"),
    "pneumothorax": ("pneumothorax", "hydropneumothorax"),
    "aortic_enlargement": ("aortic elongation", "descendent aortic elongation", "ascendent aortic elongation"),
    "support_devices": ("pacemaker", "dual chamber device", "single chamber device", "nsg tube", "endotracheal tube",
                        "chest drain tube", "central venous catheter", "tracheostomy tube", "electrical device"),
}  # fmt: skip
_OLD = ("tuberculosis sequelae",)  # a scar: no disease that a film of today could be called ill for


class PadChest(DataSet):
    """The table of 160,000 labels, and ImageID.png anywhere below the folder (the owners' 0/ to 54/, or one folder)."""

    name = "padchest"
    title = "PadChest"
    citation = "Bustos A et al. PadChest: A large chest x-ray image dataset with annotated reports. arXiv:1901.07441"
    licence = "PadChest Dataset Research Use Agreement (CC BY-SA 4.0 for annotations)"
    layout = f"{_TABLE} (or .gz) and ImageID.png in folders 0/ to 54/ or any other"
    maps = "normal alone: abnormal 0; mapped words 1, else 0; unchanged, exclude, suboptimal left out; covid19 0"

    def films(self) -> Iterator[Film | LeftOut]:
        """Frontal films (PA, AP, AP_horizontal) with a label list that can be read."""
        pictures = Pictures(self.root)
        for row in self.table(_TABLE, _COLUMNS):
            name, path = row["ImageID"], pictures.find(row["ImageID"])
            if isinstance(path, LeftOut):
                yield path
                continue
            try:
                labels = _labels(row["Labels"])
            except ValueError as error:
                yield LeftOut(name, str(error))
                continue
            if row["Projection"] not in ("PA", "AP", "AP_horizontal"):
                yield LeftOut(name, f"projection {row['Projection']!r} is not frontal")
            elif unusable := {"exclude", "suboptimal study", "unchanged"} & labels:
                yield LeftOut(name, f"labelled {min(unusable)}")
            else:
                yield Film(
                    path, _findings(labels), patient_id=f"{self.name}:{row['PatientID']}", view=row["Projection"],
                    age=_age(row), sex=row["PatientSex_DICOM"][:1], sublabel="|".join(sorted(labels)),
                )  # fmt: skip


def _labels(text: str) -> set[str]:
    """The column is a Python list, with blanks and empty entries as they fell."""
    try:
        listed = ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError) as error:
        raise ValueError("the label list cannot be read") from error
    if not isinstance(listed, list):
        raise ValueError("the label list cannot be read")
    labels = {str(label).strip().lower() for label in listed if str(label).strip()}
    if not labels:
        raise ValueError("no labels")
    return labels


def _findings(labels: set[str]) -> dict[str, int]:
    findings = {finding: int(any(word in labels for word in words)) for finding, words in _FINDINGS.items()}
    if labels & set(_OLD) and not findings["tuberculosis"]:
        findings["tuberculosis"] = UNKNOWN
    # A word that is not mapped (scoliosis, a nipple shadow) leaves open whether the film is abnormal.
    findings["abnormal"] = 0 if labels == {"normal"} else UNKNOWN
    return {"covid19": 0, **findings}


def _age(row: dict[str, str]) -> str:
    year, born = row["StudyDate_DICOM"][:4], row["PatientBirth"].partition(".")[0]
    return str(int(year) - int(born)) if year.isdecimal() and born.isdecimal() and int(year) >= int(born) else ""
