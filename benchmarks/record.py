"""The record by the clock: python -m benchmarks.record [--studies 10000]

Worklist, search, opening and checking a record of many studies; strokes, undo and the journal on a 3000 x 3000 mask.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np

from spcxr_desktop.domain.document import ReviewDocument
from spcxr_desktop.domain.findings import LungMask, ModelStamp, ResultSet, Score
from spcxr_desktop.domain.history import Command, History
from spcxr_desktop.domain.masks import LUNGS, MaskArray, Rect, lung_labels
from spcxr_desktop.domain.radiograph import Identity
from spcxr_desktop.domain.review import Reader
from spcxr_desktop.domain.strokes import Stroke, new_mask
from spcxr_desktop.store.library import Library
from spcxr_desktop.store.rows import ImageFacts

SIDE = 3000
FAMILY = ("Müller", "Yamada", "O'Neill", "García", "Nowak", "Ng", "Öztürk", "Larsen", "Rossi", "Kowalczyk")
GIVEN = ("Zoë", "Tarou", "Maeve", "José", "Ewa", "Li", "Ayşe", "Bo", "Carla", "Piotr")


def timed(name: str, act: Callable[[], object], times: int = 1) -> None:
    """Print median, 99th percentile and worst of some calls."""
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        spent.append((time.perf_counter() - start) * 1000)
    report(name, spent)


def report(name: str, spent_ms: list[float]) -> None:
    """One line of the table."""
    ordered = sorted(spent_ms)
    median, late = ordered[len(ordered) // 2], ordered[min(int(len(ordered) * 0.99), len(ordered) - 1)]
    print(f"| {name} | {median:.3g} | {late:.3g} | {ordered[-1]:.3g} | {len(ordered)} |", flush=True)


def film(number: int) -> ImageFacts:
    """The header of one film, names drawn from two lists."""
    name = f"{FAMILY[number % 10]}{number // 100}^{GIVEN[number // 10 % 10]}"
    who = Identity(
        patient_id=f"P{number:06}", patient_name=name, patient_birth_date="19500101", patient_sex="F",
        patient_age_years=70.0, study_instance_uid=f"1.2.{number}", series_instance_uid=f"1.2.{number}.1",
        sop_instance_uid=f"1.2.{number}.1.1", modality="DX", view_position="PA", study_date="20260101",
        study_description="Thorax PA", accession_number=f"A{number}",
    )  # fmt: skip
    return ImageFacts(Path(f"/films/{number}.dcm"), who, 1000, number, SIDE, SIDE, pixel_sha256="a" * 64)


def lungs(side: int = SIDE) -> MaskArray:
    """Two ellipses."""
    mask = np.zeros((side, side), np.uint8)
    for column, value in ((0.3, 1), (0.7, 2)):
        cv2.ellipse(mask, (int(column * side), side // 2), (side // 6, int(side * 0.37)), 0, 0, 360, value, -1)
    return mask


def results(side: int) -> ResultSet:
    """One flagged score and a lung mask."""
    score = Score("abnormal", "Abnormal", 0.8, 0.5, True)
    stamp = ModelStamp("screen", "1", "c" * 64, "balanced", "cpu")
    return ResultSet("analysed", (), (score,), LungMask(lungs(side), False), (), (stamp,), "2026-01-01T00:00:00Z")


def whole_record(folder: Path, studies: int) -> None:
    """A record with a thumbnail (6 kB) each, results on every tenth, a signed review on every fiftieth."""
    with Library.open(folder) as library:
        start = time.perf_counter()
        images = library.images.add([film(number) for number in range(studies)])
        report(f"add {studies} studies, one transaction", [(time.perf_counter() - start) * 1000])
        said = results(300)
        with library._database.write() as connection:
            rows = [(image, np.random.default_rng(image).bytes(6000)) for image in images]
            connection.executemany("INSERT INTO thumbnails VALUES (?, ?)", rows)
        for image in images[::10]:
            library.results.add(image, said)
        for image in images[::50]:
            library.reviews.open(image, lambda: ReviewDocument(SIDE, SIDE)).sign(Reader("me", "Me"))
        timed("worklist, all rows", library.worklist.rows, 15)
        for text in ("muller", "zoe", "ng", "p0099", "zz", "thorax"):
            found = len(library.worklist.search(text))
            timed(f'search "{text}" ({found} found)', lambda text=text: library.worklist.search(text), 15)  # type: ignore[misc]
        print(f"audit entries: {library.audit.head().entries}")
        timed("verify trail and signatures", library.verify, 3)
        timed("backup, checked", library.back_up, 3)
        print(f"record: {library.usage().record / 1e6:.0f} MB")
    timed("open (checks every page)", lambda: Library.open(folder).close(), 5)


def dab(document: ReviewDocument, place: np.ndarray, value: int) -> Command | None:
    """One brush mark of radius 60."""
    row, column = (int(part) for part in place)
    stroke = Stroke(document, LUNGS)
    stroke.touch(Rect(row - 60, column - 60, row + 61, column + 61))
    cv2.circle(stroke.pixels, (column, row), 60, value, -1)
    return stroke.finish("Brush")


def slanting(document: ReviewDocument, value: int) -> Command | None:
    """One stroke from corner to corner."""
    stroke = Stroke(document, LUNGS)
    for place in range(80, SIDE - 80, 20):
        stroke.touch(Rect(place - 60, place - 60, place + 61, place + 61))
        cv2.circle(stroke.pixels, (place, place), 60, value, -1)
    return stroke.finish("Brush")


def strokes() -> None:
    """History on a 3000 x 3000 mask."""
    document = ReviewDocument(SIDE, SIDE, {LUNGS: lungs()}, {"labels": lung_labels()})
    history, dice = History(document), np.random.default_rng(0)
    made = []
    for number in range(450):
        place = dice.integers(100, SIDE - 100, 2)
        start = time.perf_counter()
        command = dab(document, place, 3 + number % 9)
        if command is not None:
            history.record(command)
        made.append((time.perf_counter() - start) * 1000)
    report("dab of radius 60: paint, make the atom, record", made)
    timed("undo of a dab", history.undo, 200)
    for number in range(10):
        command = slanting(document, 20 + number)
        if command is not None:
            history.record(command)
    timed("undo of a stroke from corner to corner", history.undo, 10)
    timed("redo of it", history.redo, 10)
    grown = cv2.dilate(document.mask(LUNGS), np.ones((31, 31), np.uint8))
    whole = new_mask(document, LUNGS, np.asarray(grown, np.uint8), "Grow")
    assert whole is not None
    history.do(whole)
    undone = []
    for _ in range(20):
        start = time.perf_counter()
        history.undo()
        undone.append((time.perf_counter() - start) * 1000)
        history.redo()
    report("undo of a change of the whole mask", undone)


def journal(folder: Path) -> None:
    """Until a stroke is on the disk, and what the hand that draws waits for."""
    with Library.open(folder) as library:
        (image,) = library.images.add([film(0)])
        review = library.reviews.open(image, lambda: ReviewDocument(SIDE, SIDE, {LUNGS: lungs()}))
        waited, durable, dice = [], [], np.random.default_rng(0)
        for number in range(200):
            command = dab(review.review.document, dice.integers(100, SIDE - 100, 2), 3 + number % 9)
            start = time.perf_counter()
            review.record(command)
            waited.append((time.perf_counter() - start) * 1000)
            review.flush()
            durable.append((time.perf_counter() - start) * 1000)
        report("journal: the caller waits", waited)
        report("journal: until durable", durable)
        timed("snapshot (on the thread that edits)", review.snapshot, 10)
        timed("save: seal into the database", review.save, 5)
        review.record(dab(review.review.document, np.array([500, 500]), 77))
        review.flush()
        review.abandon()
        start = time.perf_counter()
        review = library.reviews.open(image, lambda: ReviewDocument(SIDE, SIDE))
        report(f"recover: sealed state and {review.recovered.steps} step", [(time.perf_counter() - start) * 1000])
        start = time.perf_counter()
        review.sign(Reader("me", "Me"))
        report("sign", [(time.perf_counter() - start) * 1000])


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--studies", type=int, default=10_000)
    studies = parser.parse_args().studies
    print("| what | median ms | p99 | worst | n |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        strokes()
        journal(Path(folder) / "one")
        whole_record(Path(folder) / "many", studies)


if __name__ == "__main__":
    main()
