"""The two tuberculosis sets of the US National Library of Medicine: Montgomery County and Shenzhen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from trainer.data.lungs import from_two_files, one_mask, read_binary
from trainer.data.sets.base import DataSet, DataSetError, Film, LeftOut, Pictures

_CITATION = "Jaeger S et al. Two public chest X-ray datasets for computer-aided screening of pulmonary diseases. Quant Imaging Med Surg 2014;4:475"  # noqa: E501
_MAPS = "file name ends in _0: abnormal 0, tuberculosis 0; _1: tuberculosis 1; covid19 0 (films before 2015)"
_AGE = re.compile(r"(\d+)\s*[Yy]")
_SEX = re.compile(r"\b(male|female|[MF])\b", re.IGNORECASE)


class _NlmTuberculosis(DataSet):
    """CXR_png/PREFIX_0001_0.png and ClinicalReadings/PREFIX_0001_0.txt: sex, age and a reading in free text."""

    folder = ""
    pattern: re.Pattern[str]

    def films(self) -> Iterator[Film | LeftOut]:
        """Films in the order of their names. Raises DataSetError where CXR_png is missing."""
        root = self.root / self.folder if (self.root / self.folder).is_dir() else self.root
        if not (root / "CXR_png").is_dir():
            raise DataSetError(f"no CXR_png in {root}: {self.name} is laid out as {self.layout}")
        for path in Pictures(root / "CXR_png").paths:
            found = self.pattern.fullmatch(path.stem)
            if found is None:
                yield LeftOut(path.name, f"a name that {self.name} does not have")
                continue
            ill = int(found[2])
            reading = root / "ClinicalReadings" / f"{path.stem}.txt"
            text = reading.read_text(encoding="utf-8", errors="replace") if reading.is_file() else ""
            age, sex = _AGE.search(text), _SEX.search(text)
            findings = {"covid19": 0, "tuberculosis": ill, "abnormal": ill} | ({} if ill else {"pneumonia": 0})
            mask = self.mask(root, path.stem)
            yield Film(
                path, findings, patient_id=f"{self.name}:{found[1]}", view="PA",
                sublabel=text.strip().splitlines()[-1].strip() if text.strip() else "",
                age=str(int(age[1])) if age else "", sex=sex[1][0].upper() if sex else "",
                mask=mask, mask_kind=f"{self.name}-manual" if mask else "",
            )  # fmt: skip

    def mask(self, root: Path, stem: str) -> Callable[[], NDArray[np.uint8]] | None:
        """The film's lungs, where there are any."""
        raise NotImplementedError


class Montgomery(_NlmTuberculosis):
    """MontgomerySet/, with a mask file for each lung."""

    name = "montgomery"
    title = "Montgomery County tuberculosis set"
    citation = _CITATION
    licence = "NLM: free for research, attribution"
    layout = "MontgomerySet/CXR_png, ClinicalReadings, ManualMask/leftMask and ManualMask/rightMask"
    maps = _MAPS
    folder = "MontgomerySet"
    pattern = re.compile(r"MCUCXR_(\d{4})_([01])")

    def mask(self, root: Path, stem: str) -> Callable[[], NDArray[np.uint8]] | None:
        """Both files, or none."""
        files = [root / "ManualMask" / side / f"{stem}.png" for side in ("leftMask", "rightMask")]
        return from_two_files(*files) if all(path.is_file() for path in files) else None


class Shenzhen(_NlmTuberculosis):
    """ChinaSet_AllFiles/, with the masks of Stirenko et al. (mask/NAME_mask.png) where they were put beside it."""

    name = "shenzhen"
    title = "Shenzhen tuberculosis set"
    citation = f"{_CITATION}; masks: Stirenko S et al. arXiv:1803.01199"
    licence = "NLM: free for research, attribution"
    layout = "ChinaSet_AllFiles/CXR_png, ClinicalReadings and, from Kaggle, mask/NAME_mask.png"
    maps = _MAPS
    folder = "ChinaSet_AllFiles"
    pattern = re.compile(r"CHNCXR_(\d{4})_([01])")

    def mask(self, root: Path, stem: str) -> Callable[[], NDArray[np.uint8]] | None:
        """One file for both lungs."""
        places = (folder / "mask" / f"{stem}_mask.png" for folder in (root, self.root))
        path = next((place for place in places if place.is_file()), None)
        return None if path is None else lambda: one_mask(read_binary(path))
