"""DICOM sets read by radiologists for challenges: VinDr-CXR and SIIM-FISABIO-RSNA COVID-19."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from trainer.data.labels import UNKNOWN
from trainer.data.sets.base import DataSet, DataSetError, Film, LeftOut, vote

_VINDR = {
    "Aortic enlargement": "aortic_enlargement", "Atelectasis": "atelectasis", "Calcification": "calcification",
    "Cardiomegaly": "cardiomegaly", "Clavicle fracture": "fracture", "Rib fracture": "fracture",
    "Consolidation": "consolidation", "Edema": "edema", "Emphysema": "emphysema", "ILD": "interstitial",
    "Infiltration": "infiltration", "Lung Opacity": "lung_opacity", "Pleural effusion": "effusion",
    "Pleural thickening": "pleural_thickening", "Pneumothorax": "pneumothorax", "Pulmonary fibrosis": "fibrosis",
    "Nodule/Mass": "lung_lesion", "Lung tumor": "lung_lesion", "Pneumonia": "pneumonia",
    "Tuberculosis": "tuberculosis",
}  # fmt: skip
_SIIM = ("Negative for Pneumonia", "Typical Appearance", "Indeterminate Appearance", "Atypical Appearance")


class VinDrCxr(DataSet):
    """PhysioNet's layout: annotations/image_labels_{train,test}.csv and {train,test}/IMAGE_ID.dicom."""

    name = "vindr-cxr"
    title = "VinDr-CXR"
    citation = "Nguyen HQ et al. VinDr-CXR: An open dataset of chest X-rays with annotations. Sci Data 2022;9:429"
    licence = "PhysioNet Credentialed Health Data License 1.5.0"
    layout = "annotations/image_labels_train.csv, image_labels_test.csv, train/*.dicom, test/*.dicom"
    maps = (
        "three readers a training film: two or three 1, none 0, one unknown; test films: the consensus; "
        "No finding: abnormal 0; covid19 unknown (films of 2018 to 2020)"
    )

    def films(self) -> Iterator[Film | LeftOut]:
        """The films of both parts. Its DICOM files carry no patient: every film counts as a person of its own."""
        for split in ("train", "test"):
            table = f"annotations/image_labels_{split}.csv"
            if split == "test" and not (self.root / table).is_file():
                return
            readings: dict[str, list[dict[str, str]]] = defaultdict(list)
            for row in self.table(table, ("image_id", "No finding", *_VINDR)):
                readings[row["image_id"]].append(row)
            for image, rows in readings.items():
                path = self.at(f"{split}/{image}.dicom")
                if isinstance(path, LeftOut):
                    yield path
                    continue
                yield Film(path, self._findings(rows), patient_id=f"{self.name}:{image}", view="PA", orig_split=split)

    def _findings(self, rows: list[dict[str, str]]) -> dict[str, int]:
        found: dict[str, int] = {}
        for finding in dict.fromkeys(_VINDR.values()):
            columns = [column for column, name in _VINDR.items() if name == finding]
            found[finding] = vote([any(_yes(row[column]) for column in columns) for row in rows])
        free = vote([_yes(row["No finding"]) for row in rows])
        # Two of three readers call it free of findings, or two of three do not: else nobody knows.
        found["abnormal"] = {1: 0, 0: 1}.get(free, UNKNOWN)
        return found


class SiimFisabioCovid(DataSet):
    """Kaggle's siim-covid19-detection: two tables and train/STUDY/SERIES/IMAGE.dcm."""

    name = "siim-fisabio-covid"
    title = "SIIM-FISABIO-RSNA COVID-19 Detection 2021"
    citation = "Lakhani P et al. 2021 SIIM-FISABIO-RSNA Machine Learning COVID-19 Challenge. J Digit Imaging 2023"
    licence = "challenge terms: non-commercial (BIMCV-COVID-19 and MIDRC-RICORD films, CC BY-NC 4.0)"
    layout = "train_study_level.csv, train_image_level.csv and train/STUDY/SERIES/IMAGE.dcm"
    maps = (
        "Negative for Pneumonia: pneumonia 0, abnormal unknown; Typical, Indeterminate and Atypical Appearance: "
        "pneumonia 1; covid19 unknown throughout: how a film looks is no test"
    )

    def films(self) -> Iterator[Film | LeftOut]:
        """One film a row of the image table. The files name no patient that is stable: a study counts as a person."""
        studies = {
            row["id"].removesuffix("_study"): [name for name in _SIIM if row[name] == "1"]
            for row in self.table("train_study_level.csv", ("id", *_SIIM))
        }
        train = self.root / "train"
        if not train.is_dir():
            raise DataSetError(f"no train in {self.root}: {self.name} is laid out as {self.layout}")
        for row in self.table("train_image_level.csv", ("id", "StudyInstanceUID")):
            study, image = row["StudyInstanceUID"], row["id"].removesuffix("_image")
            name, plain = f"train/{study}/*/{image}.dcm", study.isalnum() and image.isalnum()  # else glob would obey it
            found = sorted(train.glob(f"{study}/*/{image}.dcm")) if study in studies and plain else []
            said = studies.get(study, [])
            if not found or len(said) != 1:
                yield LeftOut(name, "no such file" if not found else f"the study has {len(said)} of four classes")
                continue
            ill = int(said[0] != _SIIM[0])
            yield Film(
                found[0], {"pneumonia": ill}, patient_id=f"{self.name}:{study}", sublabel=said[0], orig_split="train"
            )


def _yes(cell: str) -> bool:
    return cell in ("1", "1.0")
