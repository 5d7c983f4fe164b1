"""What every data set has in common: facts about it, and its films one by one."""

from __future__ import annotations

import csv
import gzip
import io
import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, ClassVar

import numpy as np
from numpy.typing import NDArray

from trainer.data.labels import UNKNOWN
from trainer.data.manifest import inside

PICTURES = (".png", ".jpg", ".jpeg", ".dcm", ".dicom", ".img", ".tif", ".tiff", ".bmp")
_LONGEST_CELL = 64 << 20  # characters: run-length masks of large films are long, a file without line ends longer

Mask = Callable[[], NDArray[np.uint8]]


class DataSetError(ValueError):
    """The folder is not laid out as the set is; the text says what is missing."""


@dataclass(frozen=True)
class Options:
    """What the person who indexes a set decides.

    ``uncertain``: what an uncertain label becomes, 1, 0 or -1 (unknown). ``licence`` and ``source`` are for sets that
    do not state them themselves: a folder, a plain table.
    """

    uncertain: int = UNKNOWN
    licence: str = ""
    source: str = ""


@dataclass(frozen=True)
class Film:
    """One radiograph as its set describes it. ``patient_id`` is empty where the set does not say whose film it is.

    ``mask`` reads the lungs at the film's size or any other: uint8, 0, 1 right, 2 left, 255 ignore.
    """

    path: Path
    findings: Mapping[str, int]
    patient_id: str = ""
    sublabel: str = ""
    view: str = ""
    age: str = ""
    sex: str = ""
    orig_split: str = ""
    licence: str = ""  # where it differs from film to film
    source: str = ""  # where the set is a list of others' films
    ship: bool | None = None  # whether a model trained on it may be given away; None: as the set says
    label: str = ""  # the catalogue's own word, where it says more than the findings
    fold: str = ""
    group: str = ""
    mask: Mask | None = None
    mask_file: Path | None = None  # a mask that is in our convention already
    mask_kind: str = ""


@dataclass(frozen=True)
class LeftOut:
    """A film that the set lists and the manifest will not have, and why."""

    path: str
    reason: str


class DataSet(ABC):
    """A public set in the layout that its owners give it."""

    name: ClassVar[str] = ""
    title: ClassVar[str]
    citation: ClassVar[str]
    licence: ClassVar[str]
    ship: ClassVar[bool] = False  # unless the licence clearly lets a model trained on it be given away
    layout: ClassVar[str]
    maps: ClassVar[str]  # what its labels become, in a sentence

    def __init__(self, root: Path, options: Options | None = None) -> None:
        if not root.is_dir():
            raise DataSetError(f"no folder {root}; name the one that holds {self.layout}")
        self.root = root
        self.options = options or Options()

    @abstractmethod
    def films(self) -> Iterator[Film | LeftOut]:
        """Every film that the set lists, in an order that does not depend on the machine. Raises DataSetError."""

    def table(self, name: str, columns: Sequence[str], delimiter: str = ",") -> Iterator[dict[str, str]]:
        """Rows of a table of the set, which may also be there as ``name``.gz; cells that are missing are empty.

        Raises DataSetError where the file or one of ``columns`` is missing.
        """
        path = self.file(name)
        with open_text(path) as stream:
            reader = csv.DictReader(stream, delimiter=delimiter, restval="", restkey="+")
            csv.field_size_limit(_LONGEST_CELL)
            try:
                missing = [column for column in columns if column not in (reader.fieldnames or [])]
                if missing:
                    raise DataSetError(f"{path.name} lacks the columns {', '.join(missing)} that {self.name} has")
                for row in reader:
                    row.pop("+", None)
                    yield {key: value.strip() for key, value in row.items()}
            except csv.Error as error:
                raise DataSetError(f"{path.name} is not a table: {error}") from error

    def file(self, name: str) -> Path:
        """A file that the set must have, also as ``name``.gz. Raises DataSetError."""
        for path in (self.root / name, self.root / f"{name}.gz"):
            if path.is_file():
                return path
        raise DataSetError(f"no {name} in {self.root}: {self.name} is laid out as {self.layout}")

    def at(self, name: str) -> Path | LeftOut:
        """A film named by a table: never outside the set's folder."""
        if not name or not inside(name):
            return LeftOut(name, "the name points outside the folder of the set")
        path = self.root / name
        return path if path.is_file() else LeftOut(name, "no such file")


class Pictures:
    """The picture files below a folder, by file name and by stem, whatever folder or format they were moved to."""

    def __init__(self, folder: Path) -> None:
        self.paths = [
            Path(place, name)
            for place, folders, names in os.walk(folder)
            if folders.sort() is None  # walks in order of names
            for name in sorted(names)
            if Path(name).suffix.lower() in PICTURES
        ]
        self._names = {path.name: path for path in reversed(self.paths)}
        self._stems = {path.stem: path for path in reversed(self.paths)}

    def find(self, name: str) -> Path | LeftOut:
        """The file of that name, or with that stem in another picture format."""
        known = Path(name)
        stem = known.stem if known.suffix.lower() in PICTURES else name
        return self._names.get(name) or self._stems.get(stem) or LeftOut(name, "no such file")


def open_text(path: Path) -> IO[str]:
    """A UTF-8 text file, packed or not; what is not UTF-8 becomes a replacement sign instead of an end."""
    if path.suffix == ".gz":
        return io.TextIOWrapper(gzip.open(path), encoding="utf-8-sig", errors="replace", newline="")
    return path.open(encoding="utf-8-sig", errors="replace", newline="")


def vote(values: Sequence[bool]) -> int:
    """Several readers: a majority for it 1, none for it 0, a minority unknown."""
    share = sum(values) / len(values)
    return 1 if share > 0.5 else 0 if share == 0 else UNKNOWN


def frontal(view: str) -> bool:
    """Whether a view position is frontal, or not stated."""
    return not any(word in view.upper() for word in ("LAT", "LL", "RL", "OBL")) and view.upper() != "L"
