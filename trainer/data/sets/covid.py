"""The collections of the pandemic's first year: ieee8023, COVID-CXNet, Hannover, and the lists of COVIDx."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.data.labels import UNKNOWN
from trainer.data.sets.base import DataSet, DataSetError, Film, LeftOut, Pictures, frontal

_POSITIVE = {"covid19": 1}
_OPEN = ("todo", "Unknown", "")
_COVIDX = {
    "positive": _POSITIVE, "COVID-19": _POSITIVE, "negative": {"covid19": 0},
    "pneumonia": {"pneumonia": 1, "covid19": 0}, "normal": {"abnormal": 0, "pneumonia": 0, "covid19": 0},
}  # fmt: skip


class CovidChestXray(DataSet):
    """metadata.csv and images/; a finding is "COVID-19" or, in later copies, "Pneumonia/Viral/COVID-19"."""

    name = "covid-chestxray-dataset"
    title = "ieee8023 covid-chestxray-dataset"
    citation = "Cohen JP et al. COVID-19 Image Data Collection: Prospective Predictions. arXiv:2006.11988"
    licence = "per image, in metadata.csv"
    layout = "metadata.csv and images/"
    maps = "COVID-19: covid19 1; No Finding: abnormal 0; Tuberculosis 1; other pneumonias 1; todo, Unknown: unknown"

    def films(self) -> Iterator[Film | LeftOut]:
        """Frontal radiographs (the set has CT and laterals too), each with the licence it came under."""
        pictures = Pictures(self.root / "images")
        for row in self.table("metadata.csv", ("patientid", "finding", "view", "modality", "filename", "license")):
            path = pictures.find(row["filename"])
            if row["modality"] != "X-ray" or not frontal(row["view"]):
                yield LeftOut(row["filename"], f"{row['modality']}, view {row['view']}: no frontal film")
            elif isinstance(path, LeftOut):
                yield path
            else:
                licence = row["license"]
                free = licence.startswith(("CC BY 3", "CC BY 4", "CC0")) or "authorized for everyone" in licence
                yield Film(
                    path, _ieee_findings(row["finding"]), patient_id=f"ieee8023:{row['patientid']}",
                    sublabel=row["finding"], view=row["view"], age=row.get("age", ""), sex=row.get("sex", ""),
                    licence=licence or "not stated in metadata.csv", ship=free,
                )  # fmt: skip


def _ieee_findings(finding: str) -> dict[str, int]:
    """A path from the general to the special, or in older copies only its end."""
    parts = [part.strip() for part in finding.replace(",", "/").split("/")]
    if "COVID-19" in parts:
        return dict(_POSITIVE)
    if parts == ["No Finding"]:
        return {"abnormal": 0, "pneumonia": 0, "covid19": 0}
    if "Tuberculosis" in parts:
        return {"tuberculosis": 1}
    if parts[-1] in _OPEN:
        return {}
    # SARS, bacteria, fungi, "Pneumonia": a named cause is another cause; bare "Pneumonia" names none.
    return {"pneumonia": 1, "covid19": UNKNOWN if parts == ["Pneumonia"] else 0}


class CovidCxNet(DataSet):
    """covid19/ with the films; metadata.csv for about half of them."""

    name = "covid-cxnet"
    title = "COVID-CXNet collection"
    citation = "Haghanifar A et al. COVID-CXNet: Detecting COVID-19 in frontal chest X-ray images. arXiv:2006.13807"
    licence = "CC BY 4.0 (stated by the collection)"
    ship = True
    layout = "covid19/*.jpg and metadata.csv"
    maps = "covid19 1 for every film of the folder; unknown where the swab is said to be negative"

    def films(self) -> Iterator[Film | LeftOut]:
        """Films in the order of their names. The numbers of patients hold within this set only."""
        table = self.table("metadata.csv", ("filename", "patient_id", "view", "pcr_test"))
        rows = {row["filename"]: row for row in table}
        stems = {name.rpartition(".")[0]: row for name, row in rows.items()}
        for path in Pictures(self.root / "covid19").paths:
            row = rows.get(path.name) or stems.get(path.stem) or {}
            if not frontal(row.get("view", "")):
                yield LeftOut(path.name, f"view {row['view']}: no frontal film")
                continue
            patient = row.get("patient_id", "")
            yield Film(
                path, {} if row.get("pcr_test") == "negative" else dict(_POSITIVE),
                patient_id=f"cxnet:{patient}" if patient else "", sublabel=row.get("label", ""),
                view=row.get("view", ""), age=row.get("age", ""), sex=row.get("sex", "")[:1].upper(),
            )  # fmt: skip


class Hannover(DataSet):
    """data.csv and png/IMAGE_ID.png of the COVID-19 image repository of Hannover Medical School."""

    name = "hannover"
    title = "COVID-19 Image Repository, Hannover Medical School"
    citation = "Winther HB et al. COVID-19 Image Repository. 2020. doi:10.6084/m9.figshare.12275009"
    licence = "CC BY 3.0"
    ship = True
    layout = "data.csv and png/*.png"
    maps = "covid19 1: every patient had a positive test"

    def films(self) -> Iterator[Film | LeftOut]:
        """Films in the order of the table."""
        pictures = Pictures(self.root / "png")
        for row in self.table("data.csv", ("patient_id", "image_id", "modality", "projection")):
            path = pictures.find(row["image_id"])
            if isinstance(path, LeftOut) or not frontal(row["projection"]):
                yield path if isinstance(path, LeftOut) else LeftOut(row["image_id"], "no frontal film")
                continue
            yield Film(
                path, dict(_POSITIVE), patient_id=f"hannover:{row['patient_id']}", view=row["projection"].upper(),
                age=row.get("age", ""), sex=row.get("sex", "").upper(),
            )  # fmt: skip


class CovidX(DataSet):
    """train.txt and test.txt (or train_COVIDx9B.txt and the like): "patient filename label source" a line."""

    name = "covidx"
    title = "COVIDx CXR-2, CXR-3 and CXR-4 lists"
    citation = "Wang L et al. COVID-Net: a tailored deep convolutional neural network design. Sci Rep 2020;10:19549"
    licence = "per source: research use; the lists AGPL-3.0"
    layout = "train*.txt, test*.txt (val*.txt) and train/, test/, val/ with the films"
    maps = (
        "COVID-19, positive: covid19 1; pneumonia: pneumonia 1, covid19 0; normal: abnormal 0; "
        "negative: covid19 0 and no more, for it may be any other disease"
    )

    def films(self) -> Iterator[Film | LeftOut]:
        """Films of all lists. The test list's positive and negative films come from different collections."""
        lists = [path for split in ("train", "val", "test") for path in sorted(self.root.glob(f"{split}*.txt"))]
        if not lists:
            raise DataSetError(f"no train*.txt in {self.root}: {self.name} is laid out as {self.layout}")
        pictures = Pictures(self.root)
        for path in lists:
            split = next(name for name in ("train", "val", "test") if path.name.startswith(name))
            for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
                if line.strip():
                    yield self._film(line, f"{path.name}, line {number}", split, pictures)

    def _film(self, line: str, where: str, split: str, pictures: Pictures) -> Film | LeftOut:
        words = line.split()
        if len(words) < 3 or (label := words[2] if len(words) == 3 else words[-2]) not in _COVIDX:
            return LeftOut(where, "expected: patient filename label source")
        # Four words as a rule; a file name with blanks makes it more, early lists had no source.
        name, origin = (words[1], "") if len(words) == 3 else (" ".join(words[1:-2]), words[-1])
        path = pictures.find(name)
        if isinstance(path, LeftOut):
            return path
        source = f"{self.name}:{origin}" if origin else self.name
        return Film(
            path, dict(_COVIDX[label]), patient_id=f"{self.name}:{words[0]}", sublabel=label, source=source,
            orig_split=split,
        )  # fmt: skip
