"""ONNX Runtime sessions: the first provider that gives the right numbers, kept while there is room."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.inference import providers
from spcxr_desktop.inference.package import ModelPackage
from spcxr_desktop.inference.providers import CPU, OrtSession, Start, use_threads

__all__ = ["Session", "clear_sessions", "open_session", "self_test", "use_threads"]

MAX_CACHE = 512 * 2**20  # bytes of graphs; a session needs two to three times as much memory


@dataclass(frozen=True, eq=False)
class Session:
    """A package that is ready to run. ``note``: why it, or its provider, is not the first choice, else empty."""

    package: ModelPackage
    provider: str
    note: str
    _ort: OrtSession

    def run(self, film: NDArray[np.float32]) -> dict[str, NDArray[np.float32]]:
        """film [B, 1, S, S], 0..1 -> every output the package uses, by name, from one pass through the graph."""
        names = list(self.package.manifest.outputs)
        values = self._ort.run(names, {self.package.manifest.input.name: film})
        return dict(zip(names, values, strict=True))


@dataclass(frozen=True, eq=False)
class _Kept:
    session: Session
    size: int  # bytes of the graph


_Key = tuple[str, tuple[str, ...], int, Start]
_cache: OrderedDict[_Key, _Kept] = OrderedDict()  # the least recently used first
_lock = threading.Lock()


def open_session(
    package: ModelPackage, preference: Sequence[str] | None = None, start: Start = providers.start
) -> Session:
    """The session of a package, self-tested when it is made and kept by its files' hashes. Raises UserError.

    ``preference``: providers in the order to ask them, by default ``providers.order()``. ``start`` makes a session of
    a graph on a provider.
    """
    wanted = tuple(preference) if preference is not None else providers.order()
    manifest = package.manifest
    test = manifest.files.get(manifest.self_test.file, "")
    key = (f"{manifest.sha256}:{test}:{manifest.outputs}", wanted, providers.threads(), start)
    with _lock:
        if key in _cache:
            _cache.move_to_end(key)
        else:
            data = package.read_model()
            _cache[key] = _Kept(_create(package, data, wanted, start), len(data))
            _make_room()
        session = _cache[key].session
    notes = [note for note in (package.note, session.note) if note]
    return replace(session, package=package, note="; ".join(notes))  # another manifest may come with the same graph


def clear_sessions() -> None:
    """Let all sessions go; who still holds one may go on using it."""
    with _lock:
        _cache.clear()


def self_test(session: Session) -> float:
    """Run the package's known film; the largest absolute difference on any value of any output. Raises UserError."""
    known = session.package.read_self_test()
    outputs = session.run(known["film"])
    worst = 0.0
    for name, values in outputs.items():
        if values.shape != known[name].shape:
            raise UserError(
                f"The self-test of '{session.package.manifest.id}' gave {name} of shape {values.shape}.",
                f"The stored shape {known[name].shape}.",
                "Install the model package again.",
            )
        difference = np.abs(values - known[name])
        worst = max(worst, float(difference.max()) if np.isfinite(difference).all() else float("inf"))
    return worst


def _make_room() -> None:
    while len(_cache) > 1 and sum(kept.size for kept in _cache.values()) > MAX_CACHE:
        _cache.popitem(last=False)


def _create(package: ModelPackage, data: bytes, preference: Sequence[str], start: Start) -> Session:
    """Try providers in order. A faster one that fails, or computes something else, is a note; the CPU's is an error."""
    notes: list[str] = []
    for provider in providers.available(preference):
        if provider == CPU:
            break
        try:
            session = Session(package, provider, "; ".join(notes), start(data, provider))
            difference = self_test(session)
            if difference <= package.manifest.self_test.tolerance:
                return session
            reason = f"its numbers are off by {difference:.2g}"
        except Exception as error:  # a driver may fail in any way; what matters is that the next one takes over
            reason = f"it does not start ({type(error).__name__})"
        notes.append(f"{provider.removesuffix('ExecutionProvider')} not used: {reason}")
    return _start_on_cpu(data, package, "; ".join(notes), start)


def _start_on_cpu(data: bytes, package: ModelPackage, note: str, start: Start) -> Session:
    name = package.manifest.id
    try:
        session = Session(package, CPU, note, start(data, CPU))
        difference = self_test(session)
    except UserError:
        raise
    except Exception as error:  # ONNX Runtime raises its own classes, all of them direct children of Exception
        raise UserError(
            f"ONNX Runtime cannot run the model package '{name}' ({type(error).__name__}).",
            "A graph that this version of ONNX Runtime runs.",
            "Update the program, or install the package again.",
        ) from error
    if difference > package.manifest.self_test.tolerance:
        raise UserError(
            f"The self-test of the model package '{name}' is off by {difference:.2g}.",
            f"At most {package.manifest.self_test.tolerance:.2g}.",
            "Install the package again; if that does not help, this computer's processor is not supported.",
        )
    return session
