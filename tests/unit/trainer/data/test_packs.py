"""Packs of every kind hold the same pixels: files, mapped cache, tar shards; and a budget is kept."""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
from pathlib import Path

import cv2
import numpy as np
import pytest

from tests.conftest import REPOSITORY
from tests.unit.trainer.data.made_archives import padchest, vindr
from tests.unit.trainer.data.made_films_of_sets import film
from trainer.data.budget import MIB, write_pack_within
from trainer.data.indexing import index_set
from trainer.data.manifest import open_folds, read_manifest
from trainer.data.pack import Pack, load_pack, write_cache, write_pack
from trainer.data.sets import data_set
from trainer.data.shards import read_shard, shard_paths, write_shards

SIDE = 96


@pytest.fixture
def packed(films_root: Path, tmp_path: Path) -> Path:
    """The made films of folds 0-8 as a pack of 96 px."""
    write_pack(open_folds(read_manifest(films_root)), films_root, tmp_path / "pack", SIDE)
    return tmp_path / "pack"


def same(one: Pack, other: Pack) -> None:
    """Bit for bit."""
    assert one.rows == other.rows and one.sha256 == other.sha256
    for name in ("films", "masks", "mask_row", "targets"):
        assert np.array_equal(getattr(one, name), getattr(other, name)), name


def test_a_mapped_cache_holds_the_pixels_of_the_pack(packed: Path) -> None:
    decoded = load_pack(packed)
    written = write_cache(packed)
    mapped = load_pack(packed)
    same(mapped, decoded)
    assert written == decoded.films.nbytes + decoded.masks.nbytes
    assert not mapped.films.flags.writeable and decoded.films.flags.writeable  # mapped, not read
    assert mapped.films[np.array([2, 0])].flags.writeable  # what training takes is a copy


def test_the_cache_of_another_pack_is_not_used(packed: Path, films_root: Path) -> None:
    write_cache(packed)
    rows = open_folds(read_manifest(films_root))
    write_pack(rows[::-1], films_root, packed, SIDE)
    assert not (packed / "films.npy").exists()
    assert load_pack(packed).rows[0]["path"] == rows[-1]["path"]
    np.save(packed / "films.npy", np.zeros((1, SIDE, SIDE), np.uint8))
    (packed / "cache.json").write_text(json.dumps({"sha256": "of another"}))
    assert load_pack(packed).films.shape[0] == len(rows)


def test_shards_hold_the_pixels_of_the_pack(packed: Path, tmp_path: Path) -> None:
    pack = load_pack(packed)
    facts = write_shards(packed, tmp_path / "shards", shard_mib=0.02)
    paths = shard_paths(tmp_path / "shards")
    assert len(paths) > 2 and facts["films"] == len(pack.rows)
    samples = [sample for path in paths for sample in read_shard(path)]
    assert len(samples) == len(pack.rows)
    for i, sample in enumerate(samples):
        assert np.array_equal(sample.film, pack.films[i])
        assert np.array_equal(sample.targets, pack.targets[i])
        assert sample.row == pack.rows[i]
        assert (sample.mask is None) == (pack.mask_row[i] < 0)
        if sample.mask is not None:
            assert np.array_equal(sample.mask, pack.masks[pack.mask_row[i]])


def test_any_tar_reader_finds_webdataset_keys(packed: Path, tmp_path: Path) -> None:
    """Members of one film follow each other; the key is what stands before the first dot."""
    write_shards(packed, tmp_path / "shards")
    (path,) = shard_paths(tmp_path / "shards")
    with tarfile.open(path) as tar:
        names = tar.getnames()
        keys = [name.partition(".")[0] for name in names]
        assert keys == sorted(keys)
        assert {name.partition(".")[2] for name in names} == {"jpg", "json", "mask.png"}
        jpeg = tar.extractfile(names[0])
        assert jpeg is not None
        pixels = cv2.imdecode(np.frombuffer(jpeg.read(), np.uint8), cv2.IMREAD_GRAYSCALE)
    assert np.array_equal(pixels, load_pack(packed).films[0])


def test_the_same_pack_gives_the_same_shards(packed: Path, tmp_path: Path) -> None:
    assert write_shards(packed, tmp_path / "a") == write_shards(packed, tmp_path / "b")
    with pytest.raises(ValueError, match="holds shards already"):
        write_shards(packed, tmp_path / "a")


def test_machines_share_the_shards_without_overlap(packed: Path, tmp_path: Path) -> None:
    write_shards(packed, tmp_path / "s", shard_mib=0.02)
    parts = [shard_paths(tmp_path / "s", rank, 3) for rank in range(3)]
    assert sorted(path for part in parts for path in part) == shard_paths(tmp_path / "s") and all(parts)
    with pytest.raises(ValueError, match="smaller --shard-mib"):
        shard_paths(tmp_path / "s", 0, 1000)
    with pytest.raises(ValueError, match=r"no shards\.json"):
        shard_paths(tmp_path)


def test_a_shard_cut_short_is_an_error_and_not_a_shorter_epoch(packed: Path, tmp_path: Path) -> None:
    write_shards(packed, tmp_path / "s")
    (path,) = shard_paths(tmp_path / "s")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(ValueError, match="copy it again"):
        list(read_shard(path))


@pytest.mark.parametrize("share", [0.9, 0.6, 0.35])
def test_a_budget_is_kept_and_what_gave_way_is_said(films_root: Path, tmp_path: Path, share: float) -> None:
    rows = open_folds(read_manifest(films_root))
    full = int(str(write_pack(rows, films_root, tmp_path / "full", 192)["bytes"]))
    facts = write_pack_within(rows, films_root, tmp_path / "small", 192, share * full / MIB)
    assert int(str(facts["bytes"])) <= share * full
    assert int(str(facts["bytes"])) > 0.4 * share * full  # no smaller than needed
    assert facts["size"] < 192 or facts["jpeg_quality"] < 90  # type: ignore[operator]
    written = json.loads((tmp_path / "small/pack.json").read_text())
    assert written["budget"]["size"] == written["size"] == load_pack(tmp_path / "small").size
    assert written["budget"]["jpeg_quality"] == written["jpeg_quality"]


def test_a_budget_with_room_changes_nothing(films_root: Path, tmp_path: Path) -> None:
    rows = open_folds(read_manifest(films_root))
    plain = write_pack(rows, films_root, tmp_path / "plain", SIDE)
    assert write_pack_within(rows, films_root, tmp_path / "within", SIDE, 100)["sha256"] == plain["sha256"]


def test_a_budget_that_nothing_fits_is_refused_with_its_size(films_root: Path, tmp_path: Path) -> None:
    rows = open_folds(read_manifest(films_root))
    with pytest.raises(ValueError, match=r"do not fit 0\.001 MiB: at 64 px and quality 70 they weigh about"):
        write_pack_within(rows, films_root, tmp_path / "p", SIDE, 0.001)
    assert not (tmp_path / "p" / "pack.json").exists()


def test_dicom_and_sixteen_bit_films_are_packed_as_the_viewer_shows_them(tmp_path: Path) -> None:
    vindr(tmp_path / "v")
    padchest(tmp_path / "p")
    for name, kind in (("v", "vindr-cxr"), ("p", "padchest")):
        rows = [row | {"fold": "0"} for row in index_set(data_set(kind)(tmp_path / name), tmp_path / name).rows]
        write_pack(rows, tmp_path / name, tmp_path / f"{name}-pack", SIDE)
    dicom, png = load_pack(tmp_path / "v-pack"), load_pack(tmp_path / "p-pack")
    assert cv2.imwrite(str(tmp_path / "drawn.png"), film(0)[0])
    drawn = {"path": "drawn.png", "label": "normal", "sublabel": "", "mask": ""}
    write_pack([drawn], tmp_path, tmp_path / "d-pack", SIDE)
    truth = load_pack(tmp_path / "d-pack").films[0].ravel()
    for packed in (dicom, png):  # MONOCHROME1 of 12 bits with a window; 16 bits without one
        assert np.corrcoef(packed.films[0].ravel(), truth)[0, 1] > 0.97
    assert dicom.targets.tolist() == [[1, 1, -1], [0, 0, -1], [1, 0, -1]]


def test_packs_of_pictures_and_their_loaders_need_no_pydicom(packed: Path, films_root: Path, tmp_path: Path) -> None:
    """Packing 8-bit pictures, loading a pack, its cache and its shards: numpy and OpenCV alone, and torch to train."""
    write_shards(packed, tmp_path / "s")
    script = f"""
import sys
from pathlib import Path
for name in ("pydicom", "PIL", "torch", "highdicom", "PySide6", "imagecodecs"):
    sys.modules[name] = None
from trainer.data.pack import load_pack, write_cache, write_pack
from trainer.data.manifest import read_manifest
from trainer.data.shards import read_shard, shard_paths
root, out = Path({str(films_root)!r}), Path({str(tmp_path / "again")!r})
write_pack(read_manifest(root)[:3], root, out, 64)
write_cache(out)
assert load_pack(out).films.shape == (3, 64, 64)
samples = [s for path in shard_paths(Path({str(tmp_path / "s")!r})) for s in read_shard(path)]
print(len(samples))
"""
    ended = subprocess.run(
        [sys.executable, "-c", script], cwd=REPOSITORY, capture_output=True, text=True, timeout=240, check=False
    )
    assert ended.returncode == 0, ended.stderr
    assert int(ended.stdout) == len(load_pack(packed).rows)
