"""Tiny sets in the exact layouts of their owners, with made-up films. Where a layout is known from stands with each.

NIH, Kermany, ieee8023, COVID-CXNet, Hannover and OpenIST are also tested on real files (test_real_sets.py).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.unit.trainer.data.made_archives import chexpert, mimic, nih, padchest, rsna, siim, vindr
from tests.unit.trainer.data.made_collections import (
    covidx,
    cxnet,
    hannover,
    ieee8023,
    jsrt,
    kermany,
    montgomery,
    openist,
    shenzhen,
    v7,
)
from trainer.data.indexing import Indexed, index_set
from trainer.data.labels import parse_findings
from trainer.data.sets import data_set
from trainer.data.sets.base import Options

MADE: dict[str, Callable[[Path], None]] = {
    "nih": nih,
    "chexpert": chexpert,
    "mimic-cxr-jpg": mimic,
    "padchest": padchest,
    "vindr-cxr": vindr,
    "rsna-pneumonia": rsna,
    "siim-fisabio-covid": siim,
    "kermany": kermany,
    "covid-chestxray-dataset": ieee8023,
    "covid-cxnet": cxnet,
    "hannover": hannover,
    "covidx": covidx,
    "montgomery": montgomery,
    "shenzhen": shenzhen,
    "jsrt": jsrt,
    "v7": v7,
    "openist": openist,
}


def indexed(name: str, root: Path, options: Options | None = None, masks: bool = False) -> Indexed:
    """The made set ``name`` as it comes out of `data index`."""
    if not root.exists():
        MADE[name](root)
    return index_set(data_set(name)(root, options), root, root / "lungs" if masks else None)


def known(found: Indexed, ending: str) -> dict[str, int]:
    """What is known of the film whose path ends so."""
    (row,) = [row for row in found.rows if row["path"].endswith(ending)]
    return parse_findings(row["findings"])


def why(found: Indexed, ending: str) -> str:
    """Why the film whose path ends so is left out."""
    (reason,) = [left.reason for left in found.left_out if left.path.endswith(ending)]
    return reason
