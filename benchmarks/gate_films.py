"""How often each soft gate is wrong on real films, and what it finds in films spoilt on purpose."""

from __future__ import annotations

import csv
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import cv2
import numpy as np
from gate_sets import CHANGES, Film, Rows, greys_of, stratum, validation_rows
from gate_tables import share, table
from numpy.typing import NDArray

from spcxr_desktop.domain.preparation import prepare
from spcxr_desktop.inference.gates import pixel_gates
from spcxr_desktop.inference.lung_gates import lung_gates
from spcxr_desktop.inference.lungs import clean
from spcxr_desktop.inference.package import load_package
from spcxr_desktop.inference.picture_gates import picture_gates, pose_gates
from spcxr_desktop.inference.pose import Weights, pose_of
from spcxr_desktop.inference.session import Session, open_session

EVERY = 6  # of the validation films, changed
_REPEAT = 10  # steps of one reading of the clock, which is coarse
_LUNGS = ("lungs_not_found", "lung_missing", "lungs_small", "lungs_asymmetric", "lungs_cut_off")
_PICTURE = (
    "turned", "inverted", "sides_doubtful", "too_dark", "too_light", "low_contrast", "clipped", "blurred", "noisy",
    "pattern", "writing",
)  # fmt: skip


class Gates:
    """All soft gates but the distance, on upright greys."""

    def __init__(self, lungs: Path) -> None:
        self.session: Session = open_session(load_package(lungs))

    def of(self, film: Film) -> frozenset[str]:
        """Ids of the gates that warn."""
        package = self.session.package
        prepared = prepare(film, package.manifest.input.size)
        logits = self.session.run(prepared.film[None, None])[package.segmentation[0].output][0]
        labels = clean(logits.argmax(0).astype(np.uint8))  # of the exposed box, squashed: gates ask for shares only
        box = prepared.box
        found = picture_gates(film[box.top : box.bottom, box.left : box.right], prepared.film)
        return frozenset(gate.id for gate in (*found, *lung_gates(labels)))


def soft_tables(shared: Path, lungs: Path, poses: Path | None) -> str:
    """The text of the block "soft" of docs/gates.md."""
    root = shared / "data" / "cxr"
    rows, gates = validation_rows(root), Gates(lungs)
    films = greys_of(rows, root)
    alarms = [gates.of(film) for film in films]
    parts = [_false_alarms(rows, alarms), _recall(rows, films, gates, alarms)]
    if poses is not None:
        parts.append(_elsewhere(rows, films, poses))
    parts.append(_laterals(shared, gates))
    return "\n\n".join(parts)


def _false_alarms(rows: Rows, alarms: Sequence[frozenset[str]]) -> str:
    strata = sorted({stratum(row) for row in rows})
    member = np.array([stratum(row) for row in rows])
    patients = np.array([row["group"] for row in rows])
    lines = []
    for gate in (*_PICTURE, *_LUNGS, "any of them"):
        wrong = np.array([bool(found) if gate == "any of them" else gate in found for found in alarms])
        cells = [share(wrong[member == name], patients[member == name]) for name in strata]
        lines.append([f"`{gate}`" if gate != "any of them" else gate, share(wrong, patients), *cells])
    head = ["gate", f"all {len(rows)}", *(f"{name} ({(member == name).sum()})" for name in strata)]
    return "False alarms, % of unchanged validation films (95 % interval):\n\n" + table(head, lines)


def _recall(rows: Rows, films: Sequence[Film], gates: Gates, alarms: Sequence[frozenset[str]]) -> str:
    chosen = range(0, len(rows), EVERY)
    children = np.array([rows[i]["source"] == "kermany" for i in chosen])
    patients = np.array([rows[i]["group"] for i in chosen])
    lines = []
    for name, (change, wanted) in CHANGES.items():
        found = [gates.of(change(films[i], np.random.default_rng(i))) for i in chosen]
        hit = np.array([_hit(wanted, one) for one in found])
        seen = np.array([bool(one - alarms[i]) for one, i in zip(found, chosen, strict=True)])
        lines.append([
            name, "any of the lungs'" if wanted == "lungs" else f"`{wanted}`", share(hit, patients),
            share(hit[children], patients[children]), share(hit[~children], patients[~children]),
            share(seen, patients),
        ])  # fmt: skip
        print(f"  {name}: {hit.mean():.3f}", flush=True)
    head = ["change", "gate", f"found, % of {len(chosen)}", "children", "adults", "any gate that was silent before"]
    return "What the gates find in changed films:\n\n" + table(head, lines)


def _hit(wanted: str, found: Iterable[str]) -> bool:
    return any(gate.startswith("lung") for gate in found) if wanted == "lungs" else wanted in found


def _elsewhere(rows: Rows, films: Sequence[Film], poses: Path) -> str:
    """The pose network, trained without a source, on that source's validation films."""
    lines = []
    for path in sorted(poses.glob("pose_*.npz")):
        source = path.stem.removeprefix("pose_")
        if source not in {row["source"] for row in rows}:
            print(f"  {path.name}: no such source")
            continue
        with np.load(path) as arrays:
            weights = {name: np.asarray(arrays[name], np.float32) for name in arrays.files}
        chosen = [i for i, row in enumerate(rows) if row["source"] == source]
        small = [prepare(films[i], 160).film for i in chosen]
        patients = np.array([rows[i]["group"] for i in chosen])
        cells = [_posed(small, weights, turn, patients) for turn in ("", "turned", "inverted", "mirrored")]
        lines.append([source, str(len(chosen)), *cells])
    head = ["left out", "films", "false alarms: turned, negative", "found: turned", "found: negative",
            "mirrored: found (false alarms)"]  # fmt: skip
    title = "The same network trained without a source, on that source's films, % (95 % interval):"
    return f"{title}\n\n{table(head, lines)}"


def _posed(films: Sequence[NDArray[np.float32]], weights: Weights, turn: str, patients: NDArray[np.str_]) -> str:
    def ids(film: NDArray[np.float32]) -> set[str]:
        return {gate.id for gate in pose_gates(pose_of(np.ascontiguousarray(film), weights))}

    if turn == "":
        return share(np.array([bool(ids(film) & {"turned", "inverted"}) for film in films]), patients)
    if turn == "turned":
        hits = [turn in ids(np.rot90(film, quarter)) for film in films for quarter in (1, 2, 3)]
        return share(np.array(hits), np.repeat(patients, 3))
    if turn == "inverted":
        return share(np.array([turn in ids(1 - film) for film in films]), patients)
    wrong = share(np.array(["sides_doubtful" in ids(film) for film in films]), patients)
    return f"{share(np.array(['sides_doubtful' in ids(film[:, ::-1]) for film in films]), patients)} ({wrong})"


def _laterals(shared: Path, gates: Gates) -> str:
    root = shared / "data" / "ood"
    with (root / "index.csv").open(newline="", encoding="utf-8") as handle:
        rows = [row for row in csv.DictReader(handle) if row["kind"] == "lateral"]
    lines = [
        [row["path"].split("/")[-1], ", ".join(f"`{one}`" for one in sorted(gates.of(film))) or "none"]
        for row, film in zip(rows, greys_of(rows, root), strict=True)
    ]
    return "The six lateral films, without a header (the distance comes on top):\n\n" + table(["film", "gates"], lines)


def timings(film: Film, labels: NDArray[np.uint8], runs: int) -> str:
    """Milliseconds of CPU of the gates on one upright film and its lung mask."""
    prepared = prepare(film, 160)
    box = prepared.box
    cut = slice(box.top, box.bottom), slice(box.left, box.right)
    steps: dict[str, Callable[[], object]] = {
        "picture": lambda: picture_gates(film[cut], prepared.film),
        "of which the pose": lambda: pose_of(prepared.film),
        "lung mask": lambda: lung_gates(labels[cut]),
        "pixels that cannot be a film": lambda: pixel_gates(film),
    }
    return table(["gates", "ms"], [[name, f"{milliseconds(step, runs):.2f}"] for name, step in steps.items()])


def milliseconds(step: Callable[[], object], runs: int) -> float:
    """CPU time of all threads, median of ``runs`` after one that does not count: the same on a busy machine."""
    cv2.setNumThreads(1)
    step()
    took = []
    for _ in range(runs):
        start = time.process_time()
        for _ in range(_REPEAT):
            step()
        took.append((time.process_time() - start) * 1000 / _REPEAT)
    return float(np.median(took))
