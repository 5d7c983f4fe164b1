"""A batch that was ended goes on: every file one row, whatever happened in between."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spcxr_desktop.app import batch_film
from spcxr_desktop.app.batch import Done, Run, analyse_paths
from spcxr_desktop.app.batch_film import Cancel
from spcxr_desktop.app.batch_journal import JOURNAL_FILE, Journal
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.radiograph import Radiograph
from spcxr_desktop.inference.package import ModelPackage

Make = Callable[..., Radiograph]
RESUME = Run(resume=True)


@pytest.fixture
def films(tmp_path: Path, make_radiograph: Make) -> Path:
    """Six films, one after the other a little brighter, and something else."""
    folder = tmp_path / "films"
    folder.mkdir()
    greys = (make_radiograph().pixels // 16).astype(np.uint8)
    for number in range(6):
        cv2.imwrite(str(folder / f"{number}.png"), np.asarray(greys // 2 + 10 * number, np.uint8))
    (folder / "notes.txt").write_text("no film, but long enough to be looked at")
    return folder


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files that went through the models."""
    names: list[str] = []
    real = batch_film.analyse

    def analyse(radiograph: Radiograph, packages: list[ModelPackage], *, cancel: Cancel) -> object:
        names.append(radiograph.path.name)
        return real(radiograph, packages, cancel=cancel)

    monkeypatch.setattr(batch_film, "analyse", analyse)
    return names


def table(out: Path) -> list[dict[str, str]]:
    """All rows without their times."""
    with (out / "results.csv").open(newline="") as file:
        return [{key: value for key, value in row.items() if key != "ms_total"} for row in csv.DictReader(file)]


def ended_after(count: int) -> Run:
    def report(done: Done) -> None:
        if done.number == count:
            raise KeyboardInterrupt

    return Run(report=report)


def as_of(model: ModelPackage, version: str) -> ModelPackage:
    return replace(model, manifest=replace(model.manifest, version=version))


def test_an_ended_run_claims_no_complete_table_and_goes_on(
    films: Path, tmp_path: Path, packages: list[ModelPackage], asked: list[str]
) -> None:
    out, whole = tmp_path / "out", tmp_path / "whole"
    analyse_paths([films], whole, packages)
    with pytest.raises(KeyboardInterrupt):
        analyse_paths([films], out, packages, ended_after(3))
    assert not (out / "results.csv").exists()
    asked.clear()
    begun = []
    counts = analyse_paths(
        [films], out, packages, Run(resume=True, begun=lambda done, total: begun.append((done, total)))
    )
    assert begun == [(3, 7)]
    assert len(asked) == 3  # and the text
    assert counts == {"analysed": 6, "refused": 1, "failed": 0}
    strip = [{key: row[key] for key in row if key != "result_dir"} for row in table(out)]
    assert strip == [{key: row[key] for key in row if key != "result_dir"} for row in table(whole)]


def test_a_complete_run_has_nothing_left_to_do_but_what_is_new(
    films: Path, tmp_path: Path, packages: list[ModelPackage], asked: list[str]
) -> None:
    out = tmp_path / "out"
    analyse_paths([films], out, packages)
    before = table(out)
    asked.clear()
    analyse_paths([films], out, packages, RESUME)
    assert asked == []
    assert table(out) == before
    (films / "7.png").write_bytes((films / "0.png").read_bytes())
    analyse_paths([films], out, packages, RESUME)
    assert asked == ["7.png"]
    assert [Path(row["file"]).name for row in table(out)] == [*(f"{n}.png" for n in (0, 1, 2, 3, 4, 5, 7)), "notes.txt"]


def test_what_changed_meanwhile_is_analysed_again(
    films: Path, tmp_path: Path, packages: list[ModelPackage], asked: list[str]
) -> None:
    out = tmp_path / "out"
    analyse_paths([films], out, packages)
    before = {row["file"]: row for row in table(out)}
    other, touched, hurt, gone = (films / f"{n}.png" for n in range(4))
    other.write_bytes((films / "5.png").read_bytes())
    os.utime(touched, ns=(1, 1))
    document = Path(before[str(hurt)]["result_dir"]) / "result.json"
    document.write_bytes(document.read_bytes().replace(b"analysed", b"ANALYSED"))
    (Path(before[str(gone)]["result_dir"]) / "overlay.png").unlink()
    asked.clear()
    analyse_paths([films], out, packages, RESUME)
    assert asked == ["0.png", "1.png", "2.png", "3.png"]
    after = {row["file"]: row for row in table(out)}
    assert set(after) == set(before)
    assert after[str(other)]["abnormal"] == before[str(films / "5.png")]["abnormal"]


def test_what_failed_is_tried_again(films: Path, tmp_path: Path, packages: list[ModelPackage]) -> None:
    out, real = tmp_path / "out", batch_film.analyse

    def broken(radiograph: Radiograph, using: list[ModelPackage], *, cancel: Cancel) -> object:
        if radiograph.path.name == "3.png":
            raise ZeroDivisionError
        return real(radiograph, using, cancel=cancel)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batch_film, "analyse", broken)
        assert analyse_paths([films], out, packages) == {"analysed": 5, "refused": 1, "failed": 1}
    assert analyse_paths([films], out, packages, RESUME) == {"analysed": 6, "refused": 1, "failed": 0}


def test_two_models_make_no_table_unless_told(
    films: Path, tmp_path: Path, packages: list[ModelPackage], asked: list[str]
) -> None:
    out = tmp_path / "out"
    with pytest.raises(KeyboardInterrupt):
        analyse_paths([films], out, packages, ended_after(3))
    newer = [as_of(packages[0], "9.9.9"), packages[1]]
    asked.clear()
    with pytest.raises(UserError, match=r"test-screen 0\.0\.1.* now .*test-screen 9\.9\.9"):
        analyse_paths([films], out, newer, RESUME)
    assert asked == []
    analyse_paths([films], out, newer, replace(RESUME, mix_models=True))
    assert len(table(out)) == 7
    models = [row["models"] for row in table(out)][:6]
    assert models == ["test-screen 0.0.1;test-lungs 0.0.1"] * 3 + ["test-screen 9.9.9;test-lungs 0.0.1"] * 3


def test_another_threshold_is_another_model(films: Path, tmp_path: Path, packages: list[ModelPackage]) -> None:
    out = tmp_path / "out"
    analyse_paths([films], out, packages)
    manifest = packages[0].manifest
    (task,) = packages[0].classification
    label = task.labels[0]
    point = replace(label.operating_points[0], threshold=0.123)
    tasks = (replace(task, labels=(replace(label, operating_points=(point,)), *task.labels[1:])),)
    with pytest.raises(UserError, match="made with"):
        analyse_paths(
            [films], out, [replace(packages[0], manifest=replace(manifest, tasks=tasks)), packages[1]], RESUME
        )


def test_without_resume_everything_begins_anew(
    films: Path, tmp_path: Path, packages: list[ModelPackage], asked: list[str]
) -> None:
    out = tmp_path / "out"
    with pytest.raises(KeyboardInterrupt):
        analyse_paths([films], out, packages, ended_after(3))
    asked.clear()
    told: list[str] = []
    analyse_paths([films], out, [as_of(packages[0], "9.9.9"), packages[1]], Run(tell=lambda _, text: told.append(text)))
    assert told == ["3 rows of a run that was ended are made anew; --resume keeps them."]
    assert len(asked) == 6
    assert all("9.9.9" in row["models"] for row in table(out)[:6])
    analyse_paths([films], out, packages, Run(tell=lambda _, text: told.append(text)))
    assert len(told) == 1  # the second run was complete


def test_two_films_at_a_time_make_the_same_table(films: Path, tmp_path: Path, packages: list[ModelPackage]) -> None:
    tables, documents = [], []
    for jobs in (1, 2, 3):
        out = tmp_path / "out"
        analyse_paths([films], out, packages, Run(jobs=jobs))
        tables.append(table(out))
        texts = [json.loads((Path(row["result_dir"]) / "result.json").read_text()) for row in tables[-1]]
        pictures = [path.read_bytes() for row in tables[-1] for path in sorted(Path(row["result_dir"]).glob("*.png"))]
        documents.append(([{**text, "timings_ms": {}, "created": ""} for text in texts], pictures))
    assert tables[0] == tables[1] == tables[2]
    assert documents[0] == documents[1] == documents[2]


def test_one_run_at_a_time_writes_into_a_folder(films: Path, tmp_path: Path, packages: list[ModelPackage]) -> None:
    with Journal(tmp_path / "out"), pytest.raises(UserError, match="Another run"):
        analyse_paths([films], tmp_path / "out", packages)


def test_leftovers_of_a_kill_go(films: Path, tmp_path: Path, packages: list[ModelPackage]) -> None:
    out = tmp_path / "out"
    for name in (".3-0123456789abcdef.part", ".3-0123456789abcdef.old", ".mine.part"):
        (out / name).mkdir(parents=True)
    analyse_paths([films], out, packages, RESUME)
    assert [path.name for path in out.iterdir() if path.is_dir() and path.name.startswith(".")] == [".mine.part"]


@pytest.fixture(scope="module")
def complete(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The journal of three made-up rows."""
    from spcxr_desktop.app.results import Written

    out = tmp_path_factory.mktemp("journal")
    with Journal(out) as journal:
        journal.use({"aa": "model 1"}, ["abnormal"])
        for name in ("a", "b", "c\n\udcff"):
            journal.add(Path(f"/films/{name}"), None, "analysed", {"file": name}, Written(out / name, {}, "00"))
        journal.complete()
    return (out / JOURNAL_FILE).read_bytes()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(data=st.data())
def test_a_journal_that_was_cut_or_damaged_says_only_what_is_whole(
    complete: bytes, tmp_path: Path, data: st.DataObject
) -> None:
    hurt = bytearray(complete[: data.draw(st.integers(0, len(complete)))])
    if hurt and data.draw(st.booleans()):
        hurt[data.draw(st.integers(0, len(hurt) - 1))] ^= data.draw(st.integers(1, 255))
    whole = [line for line in bytes(hurt).split(b"\n")[:-1] if line + b"\n" in complete.splitlines(keepends=True)]
    expected = [json.loads(line[9:])["file"] for line in whole if b'"file"' in line]
    (tmp_path / JOURNAL_FILE).write_bytes(hurt)
    from spcxr_desktop.app.results import Written

    with Journal(tmp_path) as journal:
        assert [str(path) for path in journal.kept] == expected
        journal.add(Path("/films/new"), None, "refused", {"file": "new"}, Written(tmp_path, {}, "00"))
    with Journal(tmp_path) as journal:
        assert [str(path) for path in journal.kept] == [*expected, "/films/new"]
        assert [row["file"] for _, row in journal.rows(list(journal.kept))] == [
            *(name.removeprefix("/films/") for name in expected), "new",
        ]  # fmt: skip
