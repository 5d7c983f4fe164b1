"""Transfer rate of our C-STORE and C-MOVE beside DCMTK's storescu and movescu, the same files, the same run.

    python -m benchmarks.network --films FOLDER [--files 200] [--runs 5]

Files are copies of the DICOM files in FOLDER with UIDs of their own, each a study. The server is DCMTK's dcmqrscp,
started on loopback. Tools alternate within a run, so that whatever else runs hurts all of them. What is told is the
ratio of our rate to DCMTK's within each run: its median, and the smallest and largest. Starting the tool counts for
both: ours is a new process of ``spcxr-desktop pacs`` ("process") or a call in a program that runs ("call").
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pydicom
from pydicom.uid import generate_uid

from spcxr_desktop.pacs.limits import DEFAULT
from spcxr_desktop.pacs.meta import identify
from spcxr_desktop.pacs.receiver import Listen, Receiver
from spcxr_desktop.pacs.syntaxes import UNCOMPRESSED
from spcxr_desktop.pacs.transfer import never
from spcxr_desktop.pacs.verbs import send

REPOSITORY = Path(__file__).resolve().parents[1]


def copies(films: Path, count: int, out: Path) -> list[Path]:
    """Uncompressed films of ``films`` with new UIDs, which is all that storescu and movescu send without options."""
    sources = [path for path in sorted(films.glob("*.dcm")) if identify(path).syntax in UNCOMPRESSED]
    if not sources:
        raise SystemExit(f"no uncompressed DICOM files in {films}")
    made = []
    for number in range(count):
        film = pydicom.dcmread(sources[number % len(sources)])
        film.SOPInstanceUID = film.file_meta.MediaStorageSOPInstanceUID = generate_uid()
        film.StudyInstanceUID = film.SeriesInstanceUID = generate_uid()
        made.append(out / f"{number}.dcm")
        film.save_as(made[-1])
    return made


def seconds(call: Callable[[], object]) -> float:
    """How long it takes."""
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun


def quiet_run(command: list[str]) -> None:
    """Run a tool; it must succeed."""
    subprocess.run(command, check=True, cwd=REPOSITORY, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def one_run(files: list[Path], folder: Path) -> dict[str, float]:
    """Seconds of every tool, each with an empty server."""
    from tests.system.pacs.servers import OURS, dcmqrscp

    took: dict[str, float] = {}
    for tool in ("storescu", "send-process", "send-call"):
        (folder / tool).mkdir()
        with dcmqrscp(folder / tool) as server:
            node, where = server.dimse, ["127.0.0.1", str(server.dimse.port)]
            if tool == "storescu":
                command = ["storescu", "-aet", OURS, "-aec", "QRSCP", *where, *map(str, files)]
                took[tool] = seconds(lambda c=command: quiet_run(c))  # type: ignore[misc]
            elif tool == "send-process":
                ours = [sys.executable, "-m", "spcxr_desktop", "pacs", "send", f"QRSCP@{where[0]}:{where[1]}"]
                command = [*ours, *map(str, files)]
                took[tool] = seconds(lambda c=command: quiet_run(c))  # type: ignore[misc]
            else:
                took[tool] = seconds(lambda n=node: send(n, files))  # type: ignore[misc]
                took |= moves(files, folder, server.dimse.port, server.move_port)
        shutil.rmtree(folder / tool)
    return took


def moves(files: list[Path], folder: Path, port: int, back: int) -> dict[str, float]:
    """The same films back: to storescp, asked for by movescu, and to our receiver, asked for by us."""
    from spcxr_desktop.pacs.dimse_get import dimse_move
    from spcxr_desktop.pacs.node import Node
    from tests.system.pacs.servers import OURS

    studies = [identify(path).study for path in files]
    (folder / "storescp").mkdir()
    listener = subprocess.Popen(["storescp", "-aet", OURS, "-od", str(folder / "storescp"), str(back)])
    time.sleep(1)
    node = Node("qr", "dimse", "127.0.0.1", port, "QRSCP", OURS)
    try:
        base = ["movescu", "-S", "-aet", OURS, "-aec", "QRSCP", "-aem", OURS, "-k", "QueryRetrieveLevel=STUDY"]
        took = {"movescu": seconds(lambda: [
            quiet_run([*base, "-k", f"StudyInstanceUID={one}", "127.0.0.1", str(port)]) for one in studies
        ])}  # fmt: skip
    finally:
        listener.terminate()
        listener.wait()
    shutil.rmtree(folder / "storescp")
    receiver = Receiver(Listen(folder / "ours", port=back), lambda _: None)
    receiver.start()
    try:
        took["move-call"] = seconds(lambda: [dimse_move(node, one, OURS, DEFAULT, never) for one in studies])
    finally:
        receiver.stop()
    if len(list((folder / "ours").glob("*/*.dcm"))) != len(files):
        raise SystemExit("not every film came back")
    shutil.rmtree(folder / "ours")
    return took


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--films", type=Path, required=True)
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "films").mkdir()
        files = copies(given.films, given.files, folder / "films")
        size = sum(path.stat().st_size for path in files) / 1e6
        runs = [one_run(files, folder) for _ in range(given.runs)]
    print(f"{len(files)} files, {size:.0f} MB, {given.runs} runs; rates in MB/s, ratios to DCMTK's in the same run")
    print("| | median MB/s | ratio, median | smallest | largest |\n|---|---:|---:|---:|---:|")
    for tool in runs[0]:
        peer = "movescu" if tool.startswith("mov") else "storescu"
        ratios = [run[peer] / run[tool] for run in runs]
        rate = statistics.median(size / run[tool] for run in runs)
        print(f"| {tool} | {rate:.1f} | {statistics.median(ratios):.2f} | {min(ratios):.2f} | {max(ratios):.2f} |")


if __name__ == "__main__":
    main()
