"""A clock on the real program: loaded into each process that ``benchmarks/startup.py`` measures.

The process is ``python -m spcxr_desktop open ...`` itself, with this module imported by a ``sitecustomize`` on
PYTHONPATH. It hooks itself in when the module of the main window arrives, so that nothing of the program or of Qt is
imported earlier, later or in another order than without it; worker processes leave it alone.

The environment names a job file. Marks are seconds of the monotonic clock, which all processes of the machine share.
The answer goes to standard output as one line of JSON; then a line on standard input is waited for, so that memory can
be read while the program is at rest.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spcxr_desktop.ui.main_window import MainWindow

JOB_VARIABLE = "SPCXR_BENCHMARK_JOB"
MARKS: dict[str, float] = {"python": time.monotonic()}
JOB: dict[str, Any] = {}


class AfterImport(importlib.abc.MetaPathFinder):
    """Calls a function with a module right after it has been executed."""

    def __init__(self, wanted: dict[str, Callable[[ModuleType], None]]) -> None:
        self._wanted = wanted

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """The ordinary spec, with the call behind the ordinary loader."""
        if name not in self._wanted:
            return None
        then = self._wanted.pop(name)
        spec = importlib.util.find_spec(name)
        if spec is None or spec.loader is None:
            return None
        execute = spec.loader.exec_module

        def exec_module(module: ModuleType) -> None:
            execute(module)
            then(module)

        spec.loader.exec_module = exec_module  # type: ignore[method-assign]
        return spec


def without_models(services: ModuleType) -> None:
    """The program as it is on a computer without model packages."""
    real = services.real_services
    services.real_services = lambda *a, **k: replace(real(*a, **k), load_packages=lambda: ())


def on_window_module(module: ModuleType) -> None:
    """The main window's class, told to report to a ``Run`` as soon as there is one."""
    initialise = module.MainWindow.__init__

    def init(self: MainWindow, *arguments: object, **named: object) -> None:
        initialise(self, *arguments, **named)
        MARKS["window made"] = time.monotonic()
        from startup_run import Run

        Run(self, JOB, MARKS)  # belongs to the window

    module.MainWindow.__init__ = init


def install() -> None:
    """Set the hooks, in the program's own process only."""
    if sys.orig_argv[1:3] != ["-m", "spcxr_desktop"]:
        return
    JOB.update(json.loads(Path(os.environ[JOB_VARIABLE]).read_text(encoding="utf-8")))
    hooks: dict[str, Callable[[ModuleType], None]] = {"spcxr_desktop.ui.main_window": on_window_module}
    if not JOB["models"]:
        hooks["spcxr_desktop.app.services"] = without_models
    sys.meta_path.insert(0, AfterImport(hooks))


install()
