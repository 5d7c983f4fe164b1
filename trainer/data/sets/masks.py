"""Sets that are known for their lung outlines: JSRT with SCR, V7, OpenIST."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from trainer.data.lungs import between_ignored, from_two_files, one_mask, polygons, read_binary
from trainer.data.sets.base import DataSet, DataSetError, Film, LeftOut, Mask, Pictures, open_text
from trainer.data.sets.kermany import kermany_patient

_Outline = list[tuple[float, float]]
_SEXES = ("male", "female")


class Jsrt(DataSet):
    """The 247 films of JSRT as JPCLN001.IMG and JPCNN001.IMG (or converted), and SCR's outlines where they are."""

    name = "jsrt"
    title = "JSRT with SCR outlines"
    citation = "Shiraishi J et al. AJR 2000;174:71; van Ginneken B et al. Med Image Anal 2006;10:19"
    licence = "JSRT: research use, attribution; SCR: research use, no redistribution"
    layout = "*.IMG (2048 x 2048, 16 bit, big-endian), CLNDAT_EN.txt, and SCR's fold1/masks/left lung/*.gif, fold2/"
    maps = "JPCLN: nodule 1; JPCNN: nodule 0 (called normal: abnormal 0); covid19 0 (films before 1999)"

    def films(self) -> Iterator[Film | LeftOut]:
        """Films in the order of their names. Raises DataSetError where there are none."""
        sides: dict[str, list[Path]] = {}
        for path in sorted(self.root.rglob("*.gif")):
            if path.parent.name in ("left lung", "right lung"):
                sides.setdefault(path.stem, []).append(path)
        ages = self._ages()
        films = [path for path in Pictures(self.root).paths if re.fullmatch(r"JPC[LN]N\d{3}", path.stem)]
        if not films:
            raise DataSetError(f"no JPCLN*.IMG below {self.root}: {self.name} is laid out as {self.layout}")
        for path in films:
            nodule = path.stem.startswith("JPCLN")
            files = sides.get(path.stem, [])
            mask = from_two_files(*files) if len(files) == 2 else None
            age, sex = ages.get(path.stem, ("", ""))
            findings = {"covid19": 0, "nodule": int(nodule), "lung_lesion": int(nodule), "abnormal": int(nodule)}
            yield Film(
                path, findings if nodule else {**findings, "pneumonia": 0, "tuberculosis": 0},
                patient_id=f"{self.name}:{path.stem}", view="PA", age=age, sex=sex,
                mask=mask, mask_kind="scr" if mask else "",
            )  # fmt: skip

    def _ages(self) -> dict[str, tuple[str, str]]:
        """File stem -> age and sex. Films with a nodule have two cells between name and age, those without none."""
        found = {}
        for path in sorted(self.root.rglob("C[LN]NDAT_EN.[tT][xX][tT]")):
            with open_text(path) as stream:
                for line in stream:
                    cells = re.split(r"[\t,]\s*", line.strip())
                    sex = next((cell[0].upper() for cell in map(str.strip, cells) if cell.lower() in _SEXES), "")
                    at = 3 if path.name.startswith("CLN") else 1
                    if len(cells) > at and cells[at].strip().isdecimal():
                        found[cells[0].strip().partition(".")[0]] = (cells[at].strip(), sex)
        return found


class V7(DataSet):
    """Darwin JSON, a file a film, beside the films: v7-labs/covid-19-chest-x-ray-dataset."""

    name = "v7"
    title = "V7 COVID-19 X-ray dataset"
    citation = "V7 Labs. COVID-19 X-ray dataset. 2020. github.com/v7labs/covid-19-xray-dataset"
    licence = "outlines CC BY 4.0; films: Kermany CC BY 4.0, ieee8023 per image"
    layout = "images/ and annotations (*.json, Darwin format) in any folder"
    maps = (
        "tags: COVID-19: covid19 1; No Pneumonia (healthy): abnormal 0; Viral, Bacterial, Fungal, Undefined "
        "Pneumonia: pneumonia 1; laterals and CT (no lung outlined) left out. The films are Kermany's and ieee8023's: "
        "index those, or this, or let split join the twins"
    )

    def films(self) -> Iterator[Film | LeftOut]:
        """Films with outlined lungs. Raises DataSetError where there is no annotation."""
        files = sorted(path for path in self.root.rglob("*.json") if not path.name.startswith("."))
        if not files:
            raise DataSetError(f"no Darwin JSON below {self.root}: {self.name} is laid out as {self.layout}")
        pictures = Pictures(self.root)
        for file in files:
            try:
                yield self._film(json.loads(file.read_text(encoding="utf-8")), pictures, file)
            except (ValueError, KeyError, TypeError, AttributeError):
                yield LeftOut(str(file.relative_to(self.root)), "no Darwin JSON of a film")

    def _film(self, entry: dict[str, Any], pictures: Pictures, file: Path) -> Film | LeftOut:
        image = entry["image"]
        path = pictures.find(str(image["filename"]))
        if isinstance(path, LeftOut):
            return path
        notes = entry["annotations"]
        lungs = [_path(note) for note in notes if note["name"].lower() == "lung" and "tag" not in note]
        if not lungs:
            return LeftOut(path.name, "no lung is outlined: a lateral or a CT")
        tags = [note["name"] for note in notes if "tag" in note]
        hidden = [_path(note) for note in notes if note["name"].lower() == "ignore" and "tag" not in note]
        original = str(image.get("original_filename", image["filename"]))
        stem = original.rpartition(".")[0]
        return Film(
            path, _v7_findings(tags), patient_id=kermany_patient(stem) or f"{self.name}:{stem}",
            sublabel="|".join(tags),
            mask=_outlined((int(image["height"]), int(image["width"])), lungs, hidden), mask_kind="v7-exact",
        )  # fmt: skip


def _path(note: dict[str, Any]) -> _Outline:
    shape = note.get("polygon") or note["complex_polygon"]
    points = shape["path"]
    return [(float(point["x"]), float(point["y"])) for point in (points if isinstance(points[0], dict) else points[0])]


def _outlined(shape: tuple[int, int], lungs: list[_Outline], hidden: list[_Outline]) -> Mask:
    def read() -> NDArray[np.uint8]:
        return one_mask(polygons(shape, lungs), polygons(shape, hidden) if hidden else None)

    return read


def _v7_findings(tags: list[str]) -> dict[str, int]:
    if "COVID-19" in tags:
        return {"covid19": 1}
    if "No Pneumonia (healthy)" in tags:
        return {"abnormal": 0, "pneumonia": 0, "covid19": 0}
    cause = [tag for tag in tags if "pneumonia" in tag.lower()]
    known = any(word in tag for tag in cause for word in ("Bacterial", "Fungal"))
    return {"pneumonia": 1, **({"covid19": 0} if known else {})} if cause else {}


class OpenIst(DataSet):
    """Chest_x-ray/NAME.jpg and beside it NAME@.png with the lung fields, without heart and mediastinum."""

    name = "openist"
    title = "OpenIST, normal adults"
    citation = "pi-null-mezon. OpenIST. github.com/pi-null-mezon/OpenIST; films: chestx-ray.com"
    licence = "none stated"
    layout = "Chest_x-ray/*.jpg with *@.png (or Datasets/Chest_x-ray/)"
    maps = "every film normal: abnormal 0, pneumonia 0, covid19 0; between the lungs the mask is 255"

    def films(self) -> Iterator[Film | LeftOut]:
        """Films in the order of their names. Raises DataSetError where the folder is missing."""
        places = (self.root / "Chest_x-ray", self.root / "Datasets" / "Chest_x-ray")
        folder = next((place for place in places if place.is_dir()), None)
        if folder is None:
            raise DataSetError(f"no Chest_x-ray in {self.root}: {self.name} is laid out as {self.layout}")
        for path in Pictures(folder).paths:
            if path.stem.endswith("@"):
                continue
            mask = path.with_name(f"{path.stem}@.png")
            yield Film(
                path, {"abnormal": 0, "pneumonia": 0, "covid19": 0}, patient_id=f"{self.name}:{path.stem}",
                sublabel="normal adult", view="PA",
                mask=_field(mask) if mask.is_file() else None, mask_kind="openist" if mask.is_file() else "",
            )  # fmt: skip


def _field(path: Path) -> Mask:
    return lambda: between_ignored(one_mask(read_binary(path)))
