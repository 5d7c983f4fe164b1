"""How well the distance on a package's embedding tells foreign pictures from chest films nobody trained on."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from gate_films import EVERY, milliseconds
from gate_sets import CHANGES, Film, foreign_pictures, greys_of, stratum, validation_rows
from gate_tables import share, table
from numpy.typing import NDArray

from spcxr_desktop.domain.preparation import prepare
from spcxr_desktop.inference.outliers import OutlierModel, outlier_model
from spcxr_desktop.inference.package import ModelPackage
from spcxr_desktop.inference.session import open_session
from trainer.evaluation import outliers
from trainer.evaluation.bootstrap import auroc_interval, interval, resample_counts
from trainer.evaluation.metrics import auroc

# Fixed before the package was measured: methods are chosen on these kinds by mean AUROC, and reported on the others.
CHOOSE = ("AbdomenCT", "CT axial", "Hand", "lateral")
REPORT = ("BreastMRI", "ChestCT", "HeadCT", "limb radiograph")
SMALL = ("AbdomenCT", "BreastMRI", "ChestCT", "Hand", "HeadCT")  # of 64 px, like the kind CXR
NEIGHBOUR = 10
RESAMPLES = 1000
_BATCH = 32
THUMBNAIL = 8  # px: what the greys alone tell, without any network

Embeddings = NDArray[np.float32]
Distances = NDArray[np.float64]
Measure = Callable[[Embeddings], Distances]


@dataclass(frozen=True, eq=False)
class _Seen:
    """What stands for each picture: rows of numbers for training films, validation films, the rest by name."""

    train: Embeddings
    known: Embeddings
    foreign: Mapping[str, Embeddings]
    changed: Mapping[str, Embeddings]

    def columns(self, part: slice) -> _Seen:
        """Some of the numbers."""
        kinds = [{name: x[:, part] for name, x in sets.items()} for sets in (self.foreign, self.changed)]
        return _Seen(self.train[:, part], self.known[:, part], kinds[0], kinds[1])


class _Measured:
    """Embeddings of everything, by one package's graph, and thumbnails to compare with."""

    def __init__(self, shared: Path, package: ModelPackage) -> None:
        root = shared / "data" / "cxr"
        self.package, self.session = package, open_session(package)
        with (root / "index.csv").open(newline="", encoding="utf-8") as handle:
            rows = [row for row in csv.DictReader(handle) if row["fold"] in "0123456" and row["ship"] == "1"]
        self.train_rows, self.rows = rows, validation_rows(root)
        films = greys_of(self.rows, root)
        both = _Seen(
            self._embed(greys_of(rows, root)),
            self._embed(films),
            {kind: self._embed(pictures) for kind, pictures in foreign_pictures(shared).items()},
            {
                name: self._embed([change(films[i], np.random.default_rng(i)) for i in range(0, len(films), EVERY)])
                for name, (change, _) in CHANGES.items()
            },
        )
        self.thumbnails = both.columns(slice(-(THUMBNAIL**2), None))
        self.seen = both.columns(slice(None, -(THUMBNAIL**2)))
        self.sources = np.array([row["source"] for row in rows])
        self.patients = np.array([row["group"] for row in self.rows])

    def _embed(self, films: Sequence[Film]) -> Embeddings:
        """The embedding, then the thumbnail."""
        size, entry = self.package.manifest.input.size, self.package.manifest.outliers
        assert entry is not None
        parts = []
        for start in range(0, len(films), _BATCH):
            some = films[start : start + _BATCH]
            prepared = np.stack([prepare(film, size).film for film in some])[:, None]
            parts.append(np.c_[self.session.run(prepared)[entry.output], [_thumbnail(film) for film in some]])
        print(f"  {len(films)} pictures", flush=True)
        return np.concatenate(parts)


def _thumbnail(film: Film) -> Embeddings:
    small = cv2.resize(prepare(film, 64).film, (THUMBNAIL, THUMBNAIL), interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.float32).ravel()


def foreign_tables(shared: Path, package: ModelPackage) -> str:
    """The text of the block "foreign" of docs/gates.md."""
    data, model = _Measured(shared, package), outlier_model(package)
    assert model is not None
    manifest = package.manifest
    head = (
        f"{manifest.id} {manifest.version}, embedding of {model.width} numbers, method '{model.method}', warned above "
        f"{model.warn_above:.2f}, withheld above {model.refuse_above:.2f}; {len(data.seen.train)} training films, "
        f"{len(data.seen.known)} validation films."
    )
    return "\n\n".join((head, _methods(data), _sets(data, model), _sources(data, model)))


def distance_time(package: ModelPackage, runs: int) -> float:
    """Milliseconds of one distance."""
    model = outlier_model(package)
    assert model is not None
    embedding = np.zeros(model.width, np.float32)
    return milliseconds(lambda: model.judge(embedding), runs)


def _methods(data: _Measured) -> str:
    candidates = _candidates(data)
    lines = [[name, *_areas(data.seen, measure)] for name, measure in candidates.items()]
    best = max(lines, key=lambda line: line[1])
    chosen = f"Best on the kinds to choose by: {best[0]}; shipped: {outliers.CHOSEN}."
    greys = OutlierModel.load(outliers.fit(data.thumbnails.train, data.sources)).distances
    lines.append([f"no network: thumbnail of {THUMBNAIL} px, distance as shipped", *_areas(data.thumbnails, greys)])
    kinds = [f"{what}: {', '.join(names)}" for what, names in (("choose", CHOOSE), ("report", REPORT))]
    head = ["distance", *kinds, "64 px against 64 px chest films", "photographs", "noise"]
    return f"Mean AUROC of every distance tried. {chosen}\n\n{table(head, lines)}"


def _areas(seen: _Seen, measure: Measure) -> list[str]:
    known = measure(seen.known)
    areas = {kind: _area(known, measure(x)) for kind, x in seen.foreign.items()}
    small = np.concatenate([measure(seen.foreign[kind]) for kind in SMALL])
    means = [float(np.mean([areas[kind] for kind in part])) for part in (CHOOSE, REPORT)]
    values = (*means, _area(measure(seen.foreign["CXR"]), small), areas["photographs"], areas["noise"])
    return [f"{value:.3f}" for value in values]


def _candidates(data: _Measured) -> Mapping[str, Measure]:
    found: dict[str, Measure] = {
        name: OutlierModel.load(outliers.fit(data.seen.train, data.sources, name)).distances
        for name in outliers.METHODS
    }
    bank = _unit(data.seen.train)

    def nearest(x: Embeddings) -> Distances:
        similar = _unit(x) @ bank.T
        return np.asarray(1 - np.partition(similar, -NEIGHBOUR, axis=1)[:, -NEIGHBOUR], np.float64)

    return {**found, f"cosine to the {NEIGHBOUR}th neighbour": nearest}


def _sets(data: _Measured, model: OutlierModel) -> str:
    known = model.distances(data.seen.known)
    sets = {**data.seen.foreign, **{f"validation films: {name}": x for name, x in data.seen.changed.items()}}
    lines = []
    for name, embeddings in sets.items():
        far = model.distances(embeddings)
        y = np.r_[np.zeros(len(known), np.int64), np.ones(len(far), np.int64)]
        groups = np.array([*data.patients, *(f"{name} {i}" for i in range(len(far)))])
        area = auroc_interval(y, np.r_[known, far], groups, RESAMPLES)
        lines.append([
            name, str(len(far)), _shown(area, 3), _shown(_false_refusal(known, data.patients, far), 1, 100),
            f"{(far > model.warn_above).mean() * 100:.0f}", f"{(far > model.refuse_above).mean() * 100:.0f}",
        ])  # fmt: skip
    head = ["set", "pictures", "AUROC", "false refusal at 95 % recall, %", "warned, %", "withheld, %"]
    title = "Against the validation films; 95 % intervals resample patients and pictures. CXR: chest films of 64 px."
    return f"{title}\n\n{table(head, lines)}"


def _sources(data: _Measured, model: OutlierModel) -> str:
    known, strata = model.distances(data.seen.known), np.array([stratum(row) for row in data.rows])
    held = np.array([row["source"] for row in data.rows])
    lines = []
    for name in sorted(set(strata)):
        of = strata == name
        source = held[of][0]
        without = "never in the fit" if source not in data.sources else _without(data, str(source), held)
        cells = [share(known[of] > limit, data.patients[of]) for limit in (model.warn_above, model.refuse_above)]
        lines.append([name, str(of.sum()), *cells, without])
    everything = [share(known > limit, data.patients) for limit in (model.warn_above, model.refuse_above)]
    lines.append(["all", str(len(known)), *everything, ""])
    head = ["validation films", "films", "warned, %", "withheld, %", "fitted without it: warned; withheld, %"]
    return "Chest films warned about, by source:\n\n" + table(head, lines)


def _without(data: _Measured, source: str, held: NDArray[np.str_]) -> str:
    """Warned and withheld films of a source that neither the fit nor the limits have seen."""
    seen, others = data.sources != source, held != source
    arrays = outliers.fit(data.seen.train[seen], data.sources[seen])
    limits = outliers.calibrate(arrays, data.seen.known[others], held[others])
    far, patients = OutlierModel.load(arrays).distances(data.seen.known[~others]), data.patients[~others]
    assert limits.refuse_above is not None
    return "; ".join(share(far > limit, patients) for limit in (limits.warn_above, limits.refuse_above))


def _false_refusal(known: Distances, patients: NDArray[np.str_], far: Distances) -> tuple[float, float, float]:
    """Share of known films beyond the distance that 95 % of the foreign pictures exceed."""
    draw = np.random.default_rng(0)
    counts = np.concatenate(list(resample_counts(patients, RESAMPLES, 0)))
    drawn = []
    for times in counts:
        limit = np.quantile(draw.choice(far, len(far)), 0.05, method="lower")
        drawn.append(np.average(known >= limit, weights=times))
    point = float((known >= np.quantile(far, 0.05, method="lower")).mean())
    return interval(point, np.array(drawn))


def _area(known: Distances, far: Distances) -> float:
    return auroc(np.r_[np.zeros(len(known)), np.ones(len(far))].astype(np.int64), np.r_[known, far])


def _unit(x: Embeddings) -> Embeddings:
    return np.asarray(x / np.linalg.norm(x, axis=1, keepdims=True), np.float32)


def _shown(values: tuple[float, float, float], digits: int, factor: float = 1.0) -> str:
    point, low, high = (f"{value * factor:.{digits}f}" for value in values)
    return f"{point} ({low} to {high})"
