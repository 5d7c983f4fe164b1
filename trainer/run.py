"""A run folder: resolved settings, provenance, metrics a line each, checkpoints written whole or not at all."""

from __future__ import annotations

import dataclasses
import json
import os
import platform
import shutil
import signal
import subprocess
import time
from pathlib import Path
from types import FrameType
from typing import Any

import numpy as np
import torch

_ROOT = Path(__file__).resolve().parents[1]


class RunError(RuntimeError):
    """The run folder is not what was expected; the text names the remedies."""


class Run:
    """One training run in ``folder``; ``stop_asked`` turns true on SIGINT or SIGTERM, a second one kills."""

    def __init__(self, folder: Path, config: Any, facts: dict[str, Any], *, resume: bool) -> None:  # noqa: ANN401
        self.folder = folder
        self.stop_asked = False
        settings = dataclasses.asdict(config)
        if folder.exists() and any(folder.iterdir()):
            self._check_resumable({"config": settings, **facts}, resume)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            record = {"config": settings, **provenance(), **facts}
            (folder / "run.json").write_text(json.dumps(record, indent=2))
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._ask_stop)

    def _check_resumable(self, asked: dict[str, Any], resume: bool) -> None:
        if not resume:
            raise RunError(f"{self.folder} is not empty; add --resume to go on with it, or choose another --out")
        if not (self.folder / "run.json").is_file():
            raise RunError(f"{self.folder} is not empty and holds no run to resume; choose another --out")
        asked = json.loads(json.dumps(asked))  # as JSON gives it back: tuples are lists
        before = json.loads((self.folder / "run.json").read_text())
        settings, earlier = asked["config"], before["config"]
        changed = sorted(key for key in settings | earlier if settings.get(key) != earlier.get(key))
        changed += [key for key in ("recipe", "pack_sha256") if asked.get(key) != before.get(key)]
        if changed:
            raise RunError(
                f"{self.folder} was started with other settings ({', '.join(changed)}); "
                "resume with the same ones, or choose another --out"
            )

    def _ask_stop(self, number: int, frame: FrameType | None) -> None:
        self.stop_asked = True
        signal.signal(number, signal.SIG_DFL)
        os.write(2, b"stopping after this epoch; once more stops at once, back to the last checkpoint\n")

    def log(self, **metrics: Any) -> None:  # noqa: ANN401
        """Append one JSON line to metrics.jsonl and print it."""
        line = {"time": round(time.time(), 1), **metrics}
        with (self.folder / "metrics.jsonl").open("a") as handle:
            handle.write(json.dumps(line) + "\n")
        print("  ".join(f"{k} {v:.5g}" if isinstance(v, float) else f"{k} {v}" for k, v in metrics.items()), flush=True)

    def save(self, name: str, state: dict[str, Any]) -> None:
        """Write a checkpoint beside the old one and rename it over: a power cut leaves the old one."""
        part = self.folder / f"{name}.part"
        with part.open("wb") as handle:
            torch.save(state, handle)
            handle.flush()
            os.fsync(handle.fileno())
        part.replace(self.folder / name)

    def load(self, name: str) -> dict[str, Any] | None:
        """Read a checkpoint of this run, or None."""
        path = self.folder / name
        return torch.load(path, map_location="cpu", weights_only=True) if path.exists() else None


def provenance() -> dict[str, Any]:
    """What is needed to know later which program and machine made a run."""
    return {
        "revision": _git("rev-parse", "--verify", "HEAD") or "unknown",
        "uncommitted_changes": bool(_git("status", "--porcelain")),
        "python": platform.python_version(),
        "torch": torch.__version__,
        "numpy": np.__version__,
        "device": torch.cuda.get_device_name() if torch.cuda.is_available() else platform.processor() or "cpu",
        "started": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
    }


def _git(*words: str) -> str:
    """What git says about the program's folder; "" where there is no git, no repository or no commit."""
    git = shutil.which("git")
    if git is None:
        return ""
    said = subprocess.run([git, *words], cwd=_ROOT, capture_output=True, text=True, check=False)
    return said.stdout.strip() if said.returncode == 0 else ""


def device() -> torch.device:
    """The GPU where there is one."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")
