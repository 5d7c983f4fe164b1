"""The manifest: everything that would spoil a training is found and named before it starts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.made_films import Made, save, two_dozen, write_films, write_index
from trainer.data.manifest import ManifestError, check_manifest, open_folds, read_manifest


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_films(tmp_path, [Made("nih", "normal", fold, mask_kind="v7-exact") for fold in (0, 7, 9)])
    return tmp_path


def problems(root: Path, **changes: str) -> list[str]:
    """Change columns of the first film and check."""
    rows = read_manifest(root)
    rows[0].update(changes)
    return list(check_manifest(rows, root).problems)


def test_a_good_manifest_has_no_problems(root: Path) -> None:
    check = check_manifest(read_manifest(root), root)
    assert check.problems == ()
    assert check.films == 3
    assert check.counts == {"nih/normal": 3}


def test_counts_are_per_source_and_label(films_root: Path) -> None:
    check = check_manifest(read_manifest(films_root), films_root)
    assert check.problems == ()
    assert sum(check.counts.values()) == check.films == len(two_dozen())
    assert check.counts["covid-chestxray-dataset/covid"] == 5


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"source": ""}, "line 2: source, licence and group are mandatory"),
        ({"licence": ""}, "line 2: source, licence and group are mandatory"),
        ({"group": ""}, "line 2: source, licence and group are mandatory"),
        ({"path": "nih/gone.jpg"}, "line 2: no file nih/gone.jpg"),
        ({"mask": "masks/gone.png"}, "line 2: no file masks/gone.png"),
        ({"label": "sick"}, "line 2: unknown label 'sick'"),
        ({"fold": ""}, "line 2: fold '' is none of 0-9"),
        ({"fold": "10"}, "line 2: fold '10' is none of 0-9"),
        ({"group": "g1"}, "group g1 lies in folds ['0', '7']: one patient, one fold"),
        ({"path": "nih/001.jpg"}, "line 2: nih/001.jpg is listed 2 times"),
    ],
)
def test_every_kind_of_problem_is_named(root: Path, changes: dict[str, str], said: str) -> None:
    assert any(problem.startswith(said) for problem in problems(root, **changes))


def test_the_locked_fold_stays_closed(root: Path) -> None:
    rows = read_manifest(root)
    assert [row["fold"] for row in open_folds(rows)] == ["0", "7"]
    assert [row["fold"] for row in open_folds(rows, open_locked=True)] == ["0", "7", "9"]


def test_a_missing_index_says_which_folder_to_name(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match=r"no index\.csv in .*name the folder"):
        read_manifest(tmp_path)


def test_missing_columns_are_named(tmp_path: Path) -> None:
    write_index(tmp_path, [{"path": "a.jpg", "source": "nih"}])
    with pytest.raises(ManifestError, match="lacks the columns label, sublabel, group, fold, ship, licence"):
        read_manifest(tmp_path)


def test_names_outside_ascii_survive(root: Path) -> None:
    rows = read_manifest(root)
    film = root / "nih" / "Röntgen.jpg"
    save(film, np.zeros((20, 20), np.uint8))
    write_index(root, [{**rows[0], "path": "nih/Röntgen.jpg"}])
    assert check_manifest(read_manifest(root), root).problems == ()
