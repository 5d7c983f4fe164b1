"""``results.csv``: one row per input file, in the order of the input, whatever was done first."""

from __future__ import annotations

import csv
import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from spcxr_desktop.app.batch_journal import Journal
from spcxr_desktop.app.results import columns, folder_name

TABLE_FILE = "results.csv"


def write_table(out: Path, journal: Journal, files: Sequence[Path]) -> dict[str, int]:
    """The table of ``files``, all of which are done; how many rows it has of each status. It appears complete or not
    at all. Raises OSError.
    """
    part = out / f"{TABLE_FILE}.part"
    counts = Counter({"analysed": 0, "refused": 0, "failed": 0})
    with part.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns(journal.labels), restval="")
        writer.writeheader()
        for path, row in journal.rows(files):
            writer.writerow(row | {"result_dir": str(out / folder_name(path))})
            counts[str(row["status"])] += 1
        file.flush()
        os.fsync(file.fileno())
    part.replace(out / TABLE_FILE)
    return dict(counts)
