"""Our greys beside DCMTK's over a folder of DICOM test files; writes the table of docs/greyscale.md.

    python benchmarks/dcmtk_greys.py ../shared/data/dicom [--doc docs/greyscale.md]

Without --doc the table is printed. The comparison itself is tests/golden/dcmtk.py, and test_dcmtk.py asserts it.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.golden import dcmtk
from tests.golden.dcmtk import LAST_FRAME, Row, Skipped

START, END = "<!-- table: python benchmarks/dcmtk_greys.py -->", "<!-- end of table -->"
OPTIONS = (dcmtk.AS_STORED, dcmtk.WINDOW, dcmtk.LUT, dcmtk.RANGE, dcmtk.INVERSE, dcmtk.NO_MODALITY, LAST_FRAME)
_MANY = "fuzz/"  # hundreds of small broken files: told in one line


def main() -> None:
    """Compare, then print or write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, metavar="DIR")
    parser.add_argument("--doc", type=Path, metavar="FILE", help="replace the table in this file")
    arguments = parser.parse_args()
    if missing := dcmtk.missing_tool():
        raise SystemExit(f"{missing} is not installed (Debian: dcmtk, libgdcm-tools)")
    found: list[Row | Skipped] = []
    with tempfile.TemporaryDirectory() as folder:
        for name in dcmtk.FOLDERS:
            found.extend(dcmtk.compare_folder(arguments.data / name, Path(folder)))
            print(f"{name}: {len(found)} so far", file=sys.stderr)
    table = "\n".join(report(found))
    if arguments.doc is None:
        print(table)
        return
    before, _, rest = arguments.doc.read_text(encoding="utf-8").partition(START)
    after = rest.partition(END)[2]
    arguments.doc.write_text(f"{before}{START}\n{table}\n{END}{after}", encoding="utf-8")


def report(found: Sequence[Row | Skipped]) -> list[str]:
    """The table with its sums, as lines of Markdown."""
    rows = [row for row in found if isinstance(row, Row)]
    skipped = [row for row in found if isinstance(row, Skipped)]
    apart = [row for row in rows if row.largest > 1]
    files = {row.file for row in rows}
    version = subprocess.run(["dcmj2pnm", "--version"], capture_output=True, text=True, check=True).stdout.split()[2]
    unknown = sum(row.cause not in dcmtk.CAUSES for row in apart)
    lines = [
        f"{len(files)} files, {len(rows)} comparisons with DCMTK {version}: {len(rows) - len(apart)} with every pixel "
        f"within one level, {len(apart)} beyond, {unknown or 'none'} of them unexplained. "
        f"{len(skipped)} files are not compared:",
        "",
        *(f"- {count}: {why}" for why, count in _reasons(skipped)),
        "",
        "A number is the largest difference in grey levels; the share is that of the pixels within one.",
        "",
        "| File | " + " | ".join(f"`{option}`" for option in OPTIONS) + " |",
        "|---|" + "---|" * len(OPTIONS),
        *(_line(name, [row for row in rows if row.file == name]) for name in sorted(files) if _MANY not in name),
        _summary([row for row in rows if _MANY in row.file]),
    ]
    causes = [cause for cause in dcmtk.CAUSES if any(row.cause == cause for row in apart)]
    return [*lines, "", *(f"- *{cause}*: {dcmtk.CAUSES[cause]}" for cause in causes)]


def _line(name: str, rows: Sequence[Row]) -> str:
    cells = {LAST_FRAME if row.option.startswith(LAST_FRAME) else row.option: _cell(row) for row in rows}
    return f"| {name} | " + " | ".join(cells.get(option, "") for option in OPTIONS) + " |"


def _cell(row: Row) -> str:
    if row.largest <= 1:
        return str(row.largest)
    share = f"{100 * row.within:.1f} %" if row.within < 0.9995 else f"{100 * row.within:.4f} %"
    return f"**{row.largest}** ({share}, *{row.cause}*)"


def _summary(rows: Sequence[Row]) -> str:
    files = len({row.file for row in rows})
    largest = {option: [row.largest for row in rows if row.option.startswith(option)] for option in OPTIONS}
    largest[dcmtk.RANGE] = [row.largest for row in rows if row.option == dcmtk.RANGE]
    return f"| fuzz/ ({files} files) | " + " | ".join(str(max(v)) if v else "" for v in largest.values()) + " |"


def _reasons(skipped: Sequence[Skipped]) -> list[tuple[str, int]]:
    """Why files were left out, the commonest first."""
    reader = "the reader refuses it: damaged, no picture, no DICOM, or more than 16 bits"
    ours = Counter(row.why if row.why in dcmtk.NOT_COMPARED else reader for row in skipped)
    return ours.most_common()


if __name__ == "__main__":
    main()
