"""One class per public data set, found by name.

A module of this package that defines subclasses of ``DataSet`` is all a further set needs: it is found by being here.
"""

from __future__ import annotations

import difflib
import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache

from trainer.data.sets.base import DataSet, DataSetError


@cache
def data_sets() -> Mapping[str, type[DataSet]]:
    """Every data set by its name, in order of names."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    kinds = [kind for child in DataSet.__subclasses__() for kind in (child, *_below(child)) if kind.name]
    return {kind.name: kind for kind in sorted(kinds, key=lambda kind: kind.name)}


def data_set(name: str) -> type[DataSet]:
    """The class of one data set. Raises DataSetError naming the nearest that exists."""
    known = data_sets()
    if name not in known:
        near = difflib.get_close_matches(name, known, 1)
        hint = f"did you mean {near[0]}?" if near else f"one of {', '.join(known)}"
        raise DataSetError(f"no data set is called {name!r}: {hint}")
    return known[name]


def _below(kind: type[DataSet]) -> list[type[DataSet]]:
    return [found for child in kind.__subclasses__() for found in (child, *_below(child))]
