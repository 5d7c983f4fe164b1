"""A pack holds what ``prepare`` made of the files, masks still on their films, and says what it could not read."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from spcxr_desktop.domain.preparation import exposed_box, prepare
from tests.made_films import Made, save, two_dozen, write_films, write_index
from trainer.data.labels import targets
from trainer.data.manifest import open_folds, read_manifest
from trainer.data.pack import IGNORE, JPEG_QUALITY, Pack, load_pack, write_pack
from trainer.recipes.segment import training_films

SIDE = 72  # of the fixture's pack


def grey(path: Path) -> NDArray[np.uint8]:
    pixels = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
    assert pixels is not None
    return np.asarray(pixels, np.uint8)


def write_one(root: Path, film: NDArray[np.uint8], mask: NDArray[np.uint8] | None = None) -> list[dict[str, str]]:
    """A folder with one film, given, and its mask."""
    rows = write_films(root, [Made("nih", "normal", 0, mask_kind="v7-exact" if mask is not None else "")])
    save(root / rows[0]["path"], film)
    if mask is not None:
        save(root / rows[0]["mask"], mask)
    return rows


def test_rows_and_targets_come_back(pack: Pack, films_root: Path) -> None:
    rows = open_folds(read_manifest(films_root))
    assert len(pack.rows) == len(rows) == len(pack.films)
    for packed, row in zip(pack.rows, rows, strict=True):
        assert row.items() <= packed.items()
    assert pack.targets.tolist() == [list(targets(row["label"], row["sublabel"])) for row in rows]
    assert (pack.column("source") == [row["source"] for row in rows]).all()
    assert pack.films.shape == (len(rows), SIDE, SIDE)
    assert pack.size == SIDE


def test_films_are_what_prepare_makes_of_the_files(pack: Pack, films_root: Path) -> None:
    for film, row in zip(pack.films, pack.rows, strict=True):
        prepared = prepare(grey(films_root / row["path"]), SIDE).film
        done, jpeg = cv2.imencode(".jpg", (prepared * 255).round().astype(np.uint8), [1, JPEG_QUALITY])
        assert done
        assert (film == cv2.imdecode(jpeg, cv2.IMREAD_GRAYSCALE)).all()
        assert np.abs(film / 255 - prepared).mean() < 0.015


def test_mean_grey_is_that_of_the_whole_file(pack: Pack, films_root: Path) -> None:
    row = pack.rows[3]
    assert float(row["mean_grey"]) == pytest.approx(grey(films_root / row["path"]).mean(), abs=1e-3)


def test_masks_lie_on_their_films(tmp_path: Path) -> None:
    """The mask is a function of the film (dark = lung), before and after the borders were cut off and both squashed."""
    film = np.random.default_rng(0).normal(200, 8, (300, 220)).clip(0, 255).astype(np.uint8)
    cv2.ellipse(film, (80, 130), (28, 70), 10, 0, 360, 60, -1)
    mask = (film < 120).astype(np.uint8)
    padded, its_mask = (cv2.copyMakeBorder(x, 60, 10, 25, 70, cv2.BORDER_CONSTANT, value=[0]) for x in (film, mask))
    rows = write_one(tmp_path, np.asarray(padded), np.asarray(its_mask))
    box = exposed_box(np.asarray(padded))
    assert box.top > 40  # otherwise the cut would not be tested
    write_pack(rows, tmp_path, tmp_path / "pack", 96)
    pack = load_pack(tmp_path / "pack")
    dark, lung = pack.films[0][4:-4, 4:-4] < 100, pack.masks[pack.mask_row[0]][4:-4, 4:-4] == 1
    assert lung.sum() > 300
    assert (dark & lung).sum() / (dark | lung).sum() > 0.95


def test_mask_values_are_kept(tmp_path: Path) -> None:
    film = np.random.default_rng(0).integers(0, 255, (200, 200)).astype(np.uint8)
    mask = np.repeat(np.array([0, 1, 2, IGNORE], np.uint8), 50)[None].repeat(200, 0)
    write_pack(write_one(tmp_path, film, mask), tmp_path, tmp_path / "pack", 40)
    assert (load_pack(tmp_path / "pack").masks[0] == np.repeat([0, 1, 2, IGNORE], 10)).all()


def test_select_by_fold_licence_and_mask(pack: Pack) -> None:
    wanted = [made for made in two_dozen() if made.fold != 9]
    assert pack.select(folds=[7, 8], ship_only=False).tolist() == [i for i, m in enumerate(wanted) if m.fold in (7, 8)]
    shipped = pack.select(folds=range(10), ship_only=True)
    assert shipped.tolist() == [i for i, m in enumerate(wanted) if m.ship == "1"]
    assert len(shipped) < len(wanted)
    masked = pack.select(folds=range(10), ship_only=False, with_mask=True)
    assert masked.tolist() == [i for i, m in enumerate(wanted) if m.mask_kind]
    assert len(masked) == len(pack.masks)
    assert pack.select(folds=[], ship_only=False).tolist() == []


def test_sources_are_counted(pack: Pack) -> None:
    assert pack.sources(np.array([0, 1, 2, len(pack.rows) - 1])) == {"mendeley-tb": 1, "nih": 3}


def test_doubtful_masks_are_not_trained_on(pack: Pack) -> None:
    kinds = set(pack.column("mask_kind")[training_films(pack, ship_only=True)].tolist())
    assert kinds == {"v7-exact", "v7-high"}
    assert "v7-low" in pack.column("mask_kind")


def test_unreadable_files_are_listed_with_the_reason(tmp_path: Path) -> None:
    rows = write_films(tmp_path, [Made("nih", "normal", fold, mask_kind="v7-exact") for fold in range(6)])
    (tmp_path / rows[0]["path"]).unlink()
    (tmp_path / rows[1]["path"]).write_bytes(b"no picture")
    save(tmp_path / rows[2]["path"], np.zeros((12, 40), np.uint8))
    (tmp_path / rows[3]["mask"]).unlink()
    save(tmp_path / rows[4]["mask"], np.zeros((20, 20), np.uint8))
    facts = write_pack(rows, tmp_path, tmp_path / "pack", 40)
    unreadable = json.loads((tmp_path / "pack" / "pack.json").read_text())["unreadable"]
    assert unreadable == facts["unreadable"]
    reasons = {entry["path"]: entry["reason"] for entry in unreadable}
    assert set(reasons) == {*(row["path"] for row in rows[:3]), *(row["mask"] for row in rows[3:5])}
    assert reasons[rows[1]["path"]] == "001.jpg is not a readable image"
    assert "at least 16 px" in reasons[rows[2]["path"]]
    assert "a mask of (20, 20) for a film of" in reasons[rows[4]["mask"]]
    pack = load_pack(tmp_path / "pack")
    assert pack.column("path").tolist() == [row["path"] for row in rows[3:]]
    assert pack.mask_row.tolist() == [-1, -1, 0]  # films of unreadable masks are packed without one


def test_nothing_readable_is_an_error(tmp_path: Path) -> None:
    rows = write_films(tmp_path, [Made("nih", "normal", 0)])
    (tmp_path / rows[0]["path"]).unlink()
    with pytest.raises(ValueError, match=r"none of the 1 films .*data index"):
        write_pack(rows, tmp_path, tmp_path / "pack", 40)


def test_a_cameras_orientation_tag_is_ignored_as_in_the_viewer(tmp_path: Path) -> None:
    film = np.zeros((80, 40), np.uint8)
    film[:20] = np.random.default_rng(0).integers(100, 255, (20, 40))
    rows = write_one(tmp_path, film)
    path = tmp_path / rows[0]["path"]
    jpeg = path.read_bytes()
    tag = bytes([1, 0x12, 0, 3, 0, 0, 0, 1, 0, 3, 0, 0])  # Orientation, SHORT, one value: 3, upside down
    exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01" + tag + bytes(4)
    path.write_bytes(jpeg[:2] + b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif + jpeg[2:])
    assert grey(path)[0].mean() < 20 < grey(path)[-1].mean()  # OpenCV turns it unless told not to
    write_pack(rows, tmp_path, tmp_path / "pack", 40)
    assert load_pack(tmp_path / "pack").films[0][:4].mean() > 100


def test_another_preparation_is_refused(pack_path: Path, tmp_path: Path) -> None:
    shutil.copytree(pack_path, tmp_path / "pack")
    facts = json.loads((tmp_path / "pack" / "pack.json").read_text())
    (tmp_path / "pack" / "pack.json").write_text(json.dumps(facts | {"preparation": 999}))
    with pytest.raises(ValueError, match=r"packed with preparation 999.*run `spcxr-trainer data pack` again"):
        load_pack(tmp_path / "pack")


@pytest.mark.parametrize("name", ["films.bin", "masks.bin", "index.csv"])
def test_a_changed_pack_is_refused(pack_path: Path, tmp_path: Path, name: str) -> None:
    shutil.copytree(pack_path, tmp_path / "pack")
    with (tmp_path / "pack" / name).open("ab") as handle:
        handle.write(b"\n")
    with pytest.raises(ValueError, match=r"not those its pack\.json was written for; pack again"):
        load_pack(tmp_path / "pack")


def test_a_folder_that_is_no_pack_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"no pack\.json in .*data pack"):
        load_pack(tmp_path)


def test_packing_twice_gives_the_same_hash(pack: Pack, films_root: Path, tmp_path: Path) -> None:
    rows = open_folds(read_manifest(films_root))
    assert write_pack(rows, films_root, tmp_path, SIDE)["sha256"] == pack.sha256
    assert write_pack(rows[1:], films_root, tmp_path, SIDE)["sha256"] != pack.sha256


def test_a_pack_without_masks_loads(tmp_path: Path) -> None:
    rows = write_films(tmp_path, [Made("nih", "normal", 0)])
    write_index(tmp_path, rows)
    write_pack(rows, tmp_path, tmp_path / "pack", 40)
    pack = load_pack(tmp_path / "pack")
    assert pack.masks.shape == (0, 40, 40)
    assert pack.select(folds=[0], ship_only=True, with_mask=True).tolist() == []
