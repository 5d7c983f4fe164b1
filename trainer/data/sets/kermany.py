"""Children of Guangzhou: the chest part of Kermany 2018."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from trainer.data.sets.base import DataSet, DataSetError, Film, LeftOut, Pictures

_ILL = re.compile(r"(person\d+_(bacteria|virus))_\d+")
_WELL = re.compile(r"((?:NORMAL2-)?IM-\d+)-\d+")


def kermany_patient(stem: str) -> str:
    """Whose film a file name says it is; "" for other names. The numbers of persons start anew for each subtype."""
    found = _ILL.match(stem) or _WELL.match(stem)
    return f"kermany:{found[1]}" if found else ""


class Kermany(DataSet):
    """train/, val/ and test/ (below chest_xray/ or not), each with NORMAL/ and PNEUMONIA/."""

    name = "kermany"
    title = "Kermany 2018, chest radiographs of children"
    citation = "Kermany DS et al. Identifying Medical Diagnoses and Treatable Diseases by Image-Based Deep Learning. Cell 2018;172:1122"  # noqa: E501
    licence = "CC BY 4.0"
    ship = True
    layout = "train/, val/ and test/ with NORMAL/*.jpeg and PNEUMONIA/person1_bacteria_1.jpeg"
    maps = "NORMAL: abnormal 0, pneumonia 0; PNEUMONIA: pneumonia 1; covid19 0 (films before 2018); nothing else known"

    def films(self) -> Iterator[Film | LeftOut]:
        """Raises DataSetError where none of the folders is there."""
        root = self.root / "chest_xray" if (self.root / "chest_xray").is_dir() else self.root
        folders = [root / split / kind for split in ("train", "val", "test") for kind in ("NORMAL", "PNEUMONIA")]
        if not any(folder.is_dir() for folder in folders):
            raise DataSetError(f"none of train, val and test in {root}: {self.name} is laid out as {self.layout}")
        for folder in folders:
            for path in Pictures(folder).paths:
                yield self._film(path, folder)

    def _film(self, path: Path, folder: Path) -> Film | LeftOut:
        patient, ill = kermany_patient(path.stem), folder.name == "PNEUMONIA"
        if not patient or ("person" in patient) != ill:
            return LeftOut(str(path.relative_to(self.root)), f"a name that does not belong into {folder.name}")
        subtype = patient.rpartition("_")[2] if ill else "NORMAL"
        findings = {"covid19": 0, "pneumonia": int(ill), "abnormal": int(ill)}
        return Film(
            path, findings, patient_id=patient, sublabel=subtype, view="AP(paed)", orig_split=folder.parent.name
        )
