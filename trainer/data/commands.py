"""The verbs of ``spcxr-trainer data``: list, index, verify, split, pack."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from trainer.data.hashing import NEAR
from trainer.data.labels import UNKNOWN
from trainer.data.manifest import check_manifest, open_folds, read_manifest, write_manifest

_UNCERTAIN = {"unknown": UNKNOWN, "positive": 1, "negative": 0}
_SHOWN = 20  # problems on the screen; --report has them all

Verbs = Any  # argparse's action of subparsers, whose type is private


def add_data_parsers(verbs: Verbs) -> None:
    """The verbs and their options."""
    listing = verbs.add_parser("list", help="the data sets that are known, their licences and what maps to what")
    listing.add_argument("name", nargs="?", help="one of them, with layout, mapping and citation")
    listing.set_defaults(command=_list)
    _index_parser(verbs.add_parser("index", help="a data set -> manifest; a folder alone: check its index.csv"))
    check = verbs.add_parser("verify", help="leaks between folds by patient, file and look; licences; labels")
    _common(check)
    check.add_argument("--report", type=Path, help="JSON file with every problem and note")
    check.set_defaults(command=_verify)
    split = verbs.add_parser("split", help="folds by patient and near duplicates, even over sources and labels")
    _common(split)
    split.add_argument("--out", type=Path, required=True, help="manifest to write")
    split.add_argument("--seed", type=int, default=0)
    split.set_defaults(command=_split)
    _pack_parser(verbs.add_parser("pack", help="prepare films and masks into one folder to train from"))


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("root", type=Path, help="folder that the manifest's paths are below")
    parser.add_argument("--manifest", type=Path, help="instead of ROOT/index.csv")
    parser.add_argument("--distance", type=int, default=NEAR, help=f"near duplicates: bits of 256, {NEAR} if not given")
    parser.add_argument("--jobs", type=int, default=1, help="threads that read films")


def _index_parser(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", help="a data set; `data list` names them")
    parser.add_argument("root", type=Path, help="its folder, in its own layout")
    parser.add_argument("--out", type=Path, help="manifest to write")
    parser.add_argument("--base", type=Path, help="folder above several sets, for a manifest of them all; else ROOT")
    parser.add_argument("--add", action="store_true", help="add to the manifest in --out instead of refusing it")
    parser.add_argument("--masks", type=Path, help="folder below the base for the set's lung masks, as PNG")
    parser.add_argument("--chexmask", type=Path, help="a CheXmask table, for films without a mask")
    parser.add_argument("--uncertain", choices=_UNCERTAIN, default="unknown", help="what an uncertain label becomes")
    parser.add_argument("--licence", default="", help="for a folder or table that states none")
    parser.add_argument("--source", default="", help="what to call a folder or table; else its folder's name")
    parser.add_argument("--jobs", type=int, default=1, help="threads that read films")
    parser.set_defaults(command=_index)


def _pack_parser(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("root", type=Path)
    parser.add_argument("--manifest", type=Path, help="instead of ROOT/index.csv")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--size", type=int, default=192, help="side in px; with --max-mib the largest")
    parser.add_argument("--max-mib", type=float, help="choose JPEG quality and side so that the pack fits")
    parser.add_argument("--open-locked", action="store_true", help="include fold 9: only for the one final table")
    parser.add_argument("--tar", action="store_true", help="also write tar shards (WebDataset naming) into OUT/shards")
    parser.add_argument("--shard-mib", type=float, default=256, help="size of a tar shard")
    parser.add_argument("--cache", action="store_true", help="also write the decoded films, to be memory-mapped")
    parser.set_defaults(command=_pack)


def _list(arguments: argparse.Namespace) -> int:
    from trainer.data.sets import data_set, data_sets

    if arguments.name:
        kind = data_set(arguments.name)
        for word in ("name", "title", "licence", "layout", "maps", "citation"):
            print(f"{word:9s} {getattr(kind, word)}")
        print(f"{'shipping':9s} {'models trained on it may be given away' if kind.ship else 'research, or per film'}")
        return 0
    for name, kind in data_sets().items():
        print(f"{name:24s} {kind.title} [{kind.licence}]")
    return 0


def _index(arguments: argparse.Namespace) -> int:
    if arguments.name is None:
        return _check_index(arguments.root)
    from trainer.data.indexing import index_set
    from trainer.data.sets import data_set
    from trainer.data.sets.base import Options

    out, base = arguments.out, arguments.base or arguments.root
    if out is None:
        raise ValueError("data index NAME ROOT needs --out: the manifest to write")
    old = read_manifest(base, out) if arguments.add and out.is_file() else []
    if out.exists() and not arguments.add:
        raise ValueError(f"{out} exists; add --add to add this set to it, or name another file")
    options = Options(_UNCERTAIN[arguments.uncertain], arguments.licence, arguments.source)
    found = index_set(data_set(arguments.name)(arguments.root, options), base, arguments.masks, arguments.jobs)
    left_out = list(found.left_out)
    if arguments.chexmask:
        from trainer.data.chexmask import attach_chexmask

        if arguments.masks is None:
            raise ValueError("--chexmask needs --masks: the folder to write the masks to")
        attached = attach_chexmask(found.rows, arguments.chexmask, base, arguments.masks)
        left_out += attached.left_out
    listed = {row["path"] for row in old}
    if twice := next((row["path"] for row in found.rows if row["path"] in listed), None):
        raise ValueError(f"{out} lists {twice} already; name another file, or begin it anew")
    write_manifest(out, [*old, *found.rows])
    beside = out.with_suffix(".left-out.csv")
    with beside.open("a" if old else "w", newline="", encoding="utf-8") as handle:
        head = [] if old else [("path", "reason")]
        csv.writer(handle).writerows([*head, *((item.path, item.reason) for item in left_out)])
    _say_counts(Counter(f"{row['source']}/{row['label']}" for row in found.rows))
    masks = sum(bool(row["mask"]) for row in found.rows)
    print(f"{len(found.rows):6d}  films, {masks} with lung masks, in {out}; {len(left_out)} left out: {beside}")
    return 0 if found.rows else 1


def _check_index(root: Path) -> int:
    check = check_manifest(read_manifest(root), root)
    _say_counts(check.counts)
    print(f"{check.films:6d}  films, {len(check.problems)} problems")
    for problem in check.problems:
        print(f"        {problem}", file=sys.stderr)
    return 1 if check.problems else 0


def _verify(arguments: argparse.Namespace) -> int:
    from trainer.data.verify import verify

    rows = read_manifest(arguments.root, arguments.manifest)
    found = verify(rows, arguments.root, distance=arguments.distance, jobs=arguments.jobs)
    for note in found.notes[:_SHOWN]:
        print(f"        {note}")
    for problem in found.problems[:_SHOWN]:
        print(f"        {problem}", file=sys.stderr)
    if arguments.report:
        facts = {"films": found.films, "distance": arguments.distance, "problems": found.problems, "notes": found.notes}
        arguments.report.write_text(json.dumps(facts, indent=2, ensure_ascii=False), encoding="utf-8")
    kinds = ", ".join(f"{count} {kind}" for kind, count in found.kinds().items()) or "none"
    print(f"{found.films:6d}  films, {len(found.problems)} problems ({kinds}), {len(found.notes)} notes")
    return 1 if found.problems else 0


def _split(arguments: argparse.Namespace) -> int:
    from trainer.data.split import split_rows

    if arguments.out.exists():
        raise ValueError(f"{arguments.out} exists; a split is for good: name another file")
    rows = split_rows(
        read_manifest(arguments.root, arguments.manifest), arguments.root,
        seed=arguments.seed, distance=arguments.distance, jobs=arguments.jobs,
    )  # fmt: skip
    write_manifest(arguments.out, rows)
    _say_counts(Counter(f"fold {row['fold']}" for row in rows))
    print(f"{len(rows):6d}  films in {len({row['group'] for row in rows})} groups, in {arguments.out}")
    return 0


def _pack(arguments: argparse.Namespace) -> int:
    from trainer.data.pack import write_cache, write_pack

    rows = open_folds(read_manifest(arguments.root, arguments.manifest), open_locked=arguments.open_locked)
    if arguments.max_mib is not None:
        from trainer.data.budget import write_pack_within

        facts = write_pack_within(rows, arguments.root, arguments.out, arguments.size, arguments.max_mib)
    else:
        facts = write_pack(rows, arguments.root, arguments.out, arguments.size)
    if arguments.tar:
        from trainer.data.shards import write_shards

        facts |= {"shards": write_shards(arguments.out, arguments.out / "shards", arguments.shard_mib)["shards"]}
    if arguments.cache:
        facts |= {"cache_bytes": write_cache(arguments.out)}
    print(json.dumps(facts, indent=2))
    return 1 if facts["unreadable"] else 0


def _say_counts(counts: dict[str, int]) -> None:
    for cell, films in sorted(counts.items()):
        print(f"{films:6d}  {cell}")
