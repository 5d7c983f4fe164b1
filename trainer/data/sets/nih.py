"""NIH ChestX-ray14, and the challenge that had radiologists read part of it again."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from trainer.data.sets.base import DataSet, DataSetError, Film, LeftOut, Pictures

NIH_FINDINGS = {
    "Atelectasis": "atelectasis", "Cardiomegaly": "cardiomegaly", "Consolidation": "consolidation", "Edema": "edema",
    "Effusion": "effusion", "Emphysema": "emphysema", "Fibrosis": "fibrosis", "Hernia": "hernia",
    "Infiltration": "infiltration", "Mass": "mass", "Nodule": "nodule", "Pleural_Thickening": "pleural_thickening",
    "Pneumonia": "pneumonia", "Pneumothorax": "pneumothorax",
}  # fmt: skip
_NONE = "No Finding"
_RSNA = {
    "Lung Opacity": {"pneumonia": 1, "lung_opacity": 1, "abnormal": 1},
    "No Lung Opacity / Not Normal": {"pneumonia": 0, "lung_opacity": 0, "abnormal": 1},
    "Normal": {"pneumonia": 0, "lung_opacity": 0, "abnormal": 0},
}


class NihChestXray14(DataSet):
    """Data_Entry_2017.csv, and the films in images/ or images_001/images/ to images_012/images/."""

    name = "nih"
    title = "NIH ChestX-ray14"
    citation = "Wang X et al. ChestX-ray8: Hospital-scale Chest X-ray Database. CVPR 2017. arXiv:1705.02315"
    licence = "NIH, attribution"
    ship = True
    layout = "Data_Entry_2017.csv (or _v2020) with images/ or images_*/images/, train_val_list.txt and test_list.txt"
    maps = "14 text-mined findings: named 1, not named 0; No Finding: abnormal 0; covid19 0 (films of 1992 to 2015)"

    def films(self) -> Iterator[Film | LeftOut]:
        """Labels are mined from reports that nobody may see: what is not named was not found in the text."""
        v2020 = (self.root / "Data_Entry_2017_v2020.csv").is_file()
        columns = ("Image Index", "Finding Labels", "Patient ID", "Patient Age", "View Position")
        sex = ("Patient Sex", "Patient Gender")
        pictures, splits = Pictures(self.root), self._splits()
        for row in self.table("Data_Entry_2017_v2020.csv" if v2020 else "Data_Entry_2017.csv", columns):
            name = row["Image Index"]
            path = pictures.find(name)
            named = [label.strip() for label in row["Finding Labels"].split("|")]
            strange = [label for label in named if label not in NIH_FINDINGS and label != _NONE]
            if isinstance(path, LeftOut) or strange:
                yield path if isinstance(path, LeftOut) else LeftOut(name, f"the label {strange[0]!r} is none of NIH's")
                continue
            findings = {finding: int(label in named) for label, finding in NIH_FINDINGS.items()}
            yield Film(
                path,
                {"covid19": 0, "tuberculosis": -1, "abnormal": int(named != [_NONE]), **findings},
                patient_id=nih_patient(row["Patient ID"]),
                sublabel=row["Finding Labels"],
                view=row["View Position"],
                age=row["Patient Age"].rstrip("Yy").lstrip("0"),
                sex=next((row[column] for column in sex if row.get(column)), ""),
                orig_split=splits.get(Path(name).stem, ""),
            )

    def _splits(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for file, split in (("train_val_list.txt", "train"), ("test_list.txt", "test")):
            path = self.root / file
            if path.is_file():
                found |= {Path(line.strip()).stem: split for line in path.read_text().splitlines() if line.strip()}
        return found


class RsnaPneumonia(DataSet):
    """Kaggle's layout of the RSNA Pneumonia Detection Challenge 2018: films of NIH as DICOM, read again."""

    name = "rsna-pneumonia"
    title = "RSNA Pneumonia Detection Challenge 2018"
    citation = "Shih G et al. Augmenting the NIH Chest Radiograph Dataset. Radiol AI 2019;1:e180041"
    licence = "RSNA challenge terms: non-commercial, attribution"
    layout = (
        "stage_2_train_labels.csv, stage_2_detailed_class_info.csv and stage_2_train_images/*.dcm; "
        "pneumonia-challenge-dataset-mappings_2018.json where you have it, for NIH's patient numbers"
    )
    maps = "Lung Opacity: pneumonia, lung_opacity 1; No Lung Opacity / Not Normal: abnormal 1, pneumonia 0; Normal: 0"

    def films(self) -> Iterator[Film | LeftOut]:
        """A film has a row for each box. The patientId of the challenge is a film, not a person."""
        classes: dict[str, set[str]] = defaultdict(set)
        for row in self.table("stage_2_detailed_class_info.csv", ("patientId", "class")):
            classes[row["patientId"]].add(row["class"])
        targets: dict[str, set[str]] = defaultdict(set)
        for row in self.table("stage_2_train_labels.csv", ("patientId", "Target")):
            targets[row["patientId"]].add(row["Target"])
        people = self._people()
        for film, named in classes.items():
            path = self.at(f"stage_2_train_images/{film}.dcm")
            kind = next(iter(named)) if len(named) == 1 else ""
            if isinstance(path, LeftOut):
                yield path
            elif kind not in _RSNA or targets[film] != {str(_RSNA[kind]["pneumonia"])}:
                yield LeftOut(str(path.relative_to(self.root)), f"class {sorted(named)} and Target disagree")
            else:
                yield Film(
                    path,
                    {"covid19": 0, **_RSNA[kind]},
                    patient_id=people.get(film, f"{self.name}:{film}"),
                    sublabel=kind,
                    orig_split="train",
                )

    def _people(self) -> dict[str, str]:
        """Challenge film -> NIH patient, from RSNA's mapping file: without it only the look of a film joins the two."""
        path = self.root / "pneumonia-challenge-dataset-mappings_2018.json"
        if not path.is_file():
            return {}
        try:
            entries = json.loads(path.read_text(encoding="utf-8"))
            return {entry["subset_img_id"]: nih_patient(entry["img_id"].partition("_")[0]) for entry in entries}
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise DataSetError(f"{path.name} is not RSNA's mapping file: {error}") from error


def nih_patient(number: str) -> str:
    """NIH's patient number as the manifest writes it."""
    return f"nih:{int(number):08d}" if number.isdecimal() else f"nih:{number}"
