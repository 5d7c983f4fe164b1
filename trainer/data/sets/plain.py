"""Sets that nobody published: a folder a label, a table of paths, and a manifest that exists already."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from trainer.data.labels import parse_findings, targets
from trainer.data.manifest import read_manifest
from trainer.data.sets.base import DataSet, DataSetError, Film, LeftOut, Pictures

_WORDS = ("normal", "pneumonia", "covid", "tuberculosis", "abnormal", "unknown")
_NAMES = ("abnormal", "pneumonia", "covid19")


def word_findings(word: str) -> dict[str, int]:
    """What one word says. Raises ValueError for a word that is none of the label space."""
    known = {name: value for name, value in zip(_NAMES, targets(word, ""), strict=True) if value >= 0}
    return known | ({"tuberculosis": 1} if word == "tuberculosis" else {})


class Folder(DataSet):
    """A folder for each label: normal/, pneumonia/, covid/, tuberculosis/, abnormal/, unknown/."""

    name = "folder"
    title = "A folder for each label"
    citation = "yours"
    licence = "to be given with --licence"
    layout = f"folders {', '.join(_WORDS)} with films (DICOM, PNG, JPEG); a folder below them is a patient"
    maps = "the word of the folder; pneumonia says covid19 0, tuberculosis and abnormal leave the rest unknown"

    def films(self) -> Iterator[Film | LeftOut]:
        """Films of the folders that are label words. Raises DataSetError without a licence or such a folder."""
        licence, source = _stated(self)
        folders = {path.name.lower(): path for path in sorted(self.root.iterdir()) if path.is_dir()}
        if not set(folders) & set(_WORDS):
            raise DataSetError(f"no folder in {self.root} is one of {', '.join(_WORDS)}; rename those that are labels")
        for word, folder in sorted(folders.items()):
            if word not in _WORDS:
                yield LeftOut(folder.name, f"a folder that is no label; labels are {', '.join(_WORDS)}")
                continue
            for path in Pictures(folder).paths:
                below = path.relative_to(folder).parts
                patient = f"{source}:{below[0]}" if len(below) > 1 else ""
                yield Film(path, word_findings(word), patient_id=patient, sublabel=word, licence=licence, source=source)


class Table(DataSet):
    """films.csv: path and label, and as far as you have them patient_id, licence, source, view, age, sex, sublabel."""

    name = "csv"
    title = "A table of paths and labels"
    citation = "yours"
    licence = "in the column licence, or to be given with --licence"
    layout = "films.csv with the columns path, label (and patient_id, licence, source, view, age, sex, sublabel)"
    maps = f"label: one of {', '.join(_WORDS)}; empty is unknown"

    def films(self) -> Iterator[Film | LeftOut]:
        """A film a row. A row without licence is left out where --licence gives none."""
        source = self.options.source or self.root.resolve().name
        for number, row in enumerate(self.table("films.csv", ("path", "label")), start=2):
            path = self.at(row["path"])
            licence = row.get("licence") or self.options.licence
            if isinstance(path, LeftOut):
                yield LeftOut(f"films.csv, line {number}: {path.path}", path.reason)
                continue
            try:
                findings = word_findings(row["label"].lower() or "unknown")
            except ValueError as error:
                yield LeftOut(row["path"], str(error))
                continue
            if not licence:
                yield LeftOut(row["path"], "no licence: add it to the column licence or give --licence")
                continue
            patient = row.get("patient_id", "")
            yield Film(
                path, findings, patient_id=f"{source}:{patient}" if patient else "", sublabel=row.get("sublabel", ""),
                view=row.get("view", ""), age=row.get("age", ""), sex=row.get("sex", ""), licence=licence,
                source=row.get("source") or source,
            )  # fmt: skip


class Catalogue(DataSet):
    """A folder with an index.csv such as `data index` writes: looked at again, hashes and all."""

    name = "catalogue"
    title = "A folder with index.csv"
    citation = "as its own catalogue says"
    licence = "in the column licence"
    layout = "index.csv with path, source, label, sublabel, group, fold, ship, licence, mask, mask_kind"
    maps = "label, sublabel, group and fold stay as they are"

    def films(self) -> Iterator[Film | LeftOut]:
        """A film a row; masks stay where they are and are not written again. The locked fold is listed like others."""
        for row in read_manifest(self.root):
            path = self.at(row["path"])
            if isinstance(path, LeftOut):
                yield path
                continue
            try:
                findings = parse_findings(row.get("findings", ""))
            except ValueError as error:
                yield LeftOut(row["path"], str(error))
                continue
            mask = self.at(row["mask"]) if row["mask"] else None
            if isinstance(mask, LeftOut):
                yield LeftOut(mask.path, f"{mask.reason}; its film is listed without a mask")
            yield Film(
                path, findings, patient_id=row.get("patient_id", ""), sublabel=row["sublabel"],
                view=row.get("view", ""), age=row.get("age", ""), sex=row.get("sex", ""),
                orig_split=row.get("orig_split", ""),
                licence=row["licence"], source=row["source"], ship=row["ship"] == "1", label=row["label"],
                fold=row["fold"], group=row["group"], mask_kind=row["mask_kind"],
                mask_file=mask if isinstance(mask, Path) else None,
            )  # fmt: skip


def _stated(kind: DataSet) -> tuple[str, str]:
    if not kind.options.licence:
        raise DataSetError("a folder states no licence; add --licence 'CC BY 4.0' or what holds for these films")
    return kind.options.licence, kind.options.source or kind.root.resolve().name
