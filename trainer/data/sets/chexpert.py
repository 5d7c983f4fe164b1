"""CheXpert, and MIMIC-CXR-JPG, whose reports went through the same labeller."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from trainer.data.labels import UNKNOWN
from trainer.data.sets.base import DataSet, Film, LeftOut, frontal

_FINDINGS = {
    "Enlarged Cardiomediastinum": "enlarged_cardiomediastinum", "Cardiomegaly": "cardiomegaly",
    "Lung Opacity": "lung_opacity", "Lung Lesion": "lung_lesion", "Edema": "edema", "Consolidation": "consolidation",
    "Pneumonia": "pneumonia", "Atelectasis": "atelectasis", "Pneumothorax": "pneumothorax",
    "Pleural Effusion": "effusion", "Pleural Other": "pleural_other", "Fracture": "fracture",
    "Support Devices": "support_devices",
}  # fmt: skip
_UNREAD = {"covid19": 0}
_POLICY = (
    "14 labels: 1 and 0 as they are, uncertain (-1) unknown or what --uncertain says, blank unknown; "
    "No Finding 1: abnormal 0 and every blank pathology 0; covid19 0 (films before 2018)"
)


def chexpert_findings(row: Mapping[str, str], uncertain: int) -> dict[str, int]:
    """The labeller's 14 columns -> findings. Raises ValueError for a value that it never writes.

    A blank is a finding that the report does not mention: unknown, unless the report is said to mention none at all.
    """
    values = {"1.0": 1, "1": 1, "0.0": 0, "0": 0, "-1.0": uncertain, "-1": uncertain}
    none = row["No Finding"] in ("1.0", "1")
    findings = {"covid19": 0, "abnormal": 0 if none else UNKNOWN}
    for column, finding in _FINDINGS.items():
        value = row[column]
        if value and value not in values:
            raise ValueError(f"{column} is {value!r}; expected 1.0, 0.0, -1.0 or nothing")
        blank = 0 if none and finding != "support_devices" else UNKNOWN
        findings[finding] = values[value] if value else blank
    return findings


class CheXpert(DataSet):
    """train.csv and valid.csv, whose column Path begins with the name of the folder they lie in."""

    name = "chexpert"
    title = "CheXpert"
    citation = "Irvin J et al. CheXpert: A Large Chest Radiograph Dataset with Uncertainty Labels. arXiv:1901.07031"
    licence = "Stanford University Dataset Research Use Agreement"
    layout = "train.csv, valid.csv and train/patient00001/study1/view1_frontal.jpg"
    maps = _POLICY

    def films(self) -> Iterator[Film | LeftOut]:
        """Frontal films. Raises DataSetError where neither table is there."""
        tables = [name for name in ("train.csv", "valid.csv", "test.csv") if (self.root / name).is_file()]
        for table in tables or ["train.csv"]:
            for row in self.table(table, ("Path", "Sex", "Age", "Frontal/Lateral", "AP/PA", "No Finding", *_FINDINGS)):
                yield self._film(row, table.removesuffix(".csv"))

    def _film(self, row: dict[str, str], split: str) -> Film | LeftOut:
        name = row["Path"].partition("/")[2] if row["Path"].startswith("CheXpert") else row["Path"]
        path = self.at(name)
        if row["Frontal/Lateral"] != "Frontal":
            return LeftOut(name, "no frontal film")
        if isinstance(path, LeftOut):
            return path
        try:
            findings = chexpert_findings(row, self.options.uncertain)
        except ValueError as error:
            return LeftOut(name, str(error))
        patient = next((part for part in path.parts if part.startswith("patient")), "")
        return Film(
            path, findings, patient_id=f"{self.name}:{patient}" if patient else "", view=row["AP/PA"], age=row["Age"],
            sex=row["Sex"][:1], orig_split=split,
        )  # fmt: skip


class MimicCxrJpg(DataSet):
    """PhysioNet's MIMIC-CXR-JPG from 2.0.0 on: three tables, packed or not, and files/p10/p10000032/s50414267/*.jpg."""

    name = "mimic-cxr-jpg"
    title = "MIMIC-CXR-JPG"
    citation = "Johnson AEW et al. MIMIC-CXR-JPG, a large publicly available database of labeled chest radiographs. arXiv:1901.07042"  # noqa: E501
    licence = "PhysioNet Credentialed Health Data License 1.5.0"
    layout = (
        "mimic-cxr-2.0.0-metadata.csv, -chexpert.csv, -split.csv (or .csv.gz) and "
        "files/p10/p10000032/s50414267/DICOM_ID.jpg"
    )
    maps = _POLICY

    def films(self) -> Iterator[Film | LeftOut]:
        """Frontal films. Of a study that the labeller did not see it is only known that it is older than covid."""
        keys = ("subject_id", "study_id")
        labelled = self.table("mimic-cxr-2.0.0-chexpert.csv", (*keys, "No Finding", *_FINDINGS))
        labels = {row["study_id"]: row for row in labelled}
        parts = self.table("mimic-cxr-2.0.0-split.csv", ("dicom_id", *keys, "split"))
        splits = {row["dicom_id"]: row["split"] for row in parts}
        for row in self.table("mimic-cxr-2.0.0-metadata.csv", ("dicom_id", *keys, "ViewPosition")):
            person, study, film = row["subject_id"], row["study_id"], row["dicom_id"]
            name = f"files/p{person[:2]}/p{person}/s{study}/{film}.jpg"
            path = self.at(name)
            if row["ViewPosition"] not in ("PA", "AP"):
                yield LeftOut(name, "lateral" if not frontal(row["ViewPosition"]) else "the view is not stated")
            elif isinstance(path, LeftOut):
                yield path
            else:
                try:
                    known = chexpert_findings(labels[study], self.options.uncertain) if study in labels else _UNREAD
                except ValueError as error:
                    yield LeftOut(name, str(error))
                    continue
                split = splits.get(film, "")
                yield Film(path, known, patient_id=f"mimic:{person}", view=row["ViewPosition"], orig_split=split)
