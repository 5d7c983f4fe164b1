"""Evidence maps as the bytes that are kept and hashed: canonical JSON, the numbers as they are (float32, base64).

1.6 kB per map of 20 x 20 patches: a fiftieth of a packed lung mask, so nothing is rounded and nothing compressed.
"""

from __future__ import annotations

import base64
import json
import math
from collections.abc import Sequence

import numpy as np

from spcxr_desktop.domain.findings import EvidenceMap
from spcxr_desktop.domain.plain import Plain, canonical, from_plain, to_plain

_MOST_PATCHES = 512  # a side; more is no map of this program
_KINDS = {
    "label": str, "bias": float, "box": tuple[int, int, int, int], "shape": tuple[int, int], "tells_place": bool,
}  # fmt: skip


def evidence_bytes(maps: Sequence[EvidenceMap]) -> bytes | None:
    """The bytes of these maps; None for none."""
    return canonical([_plain(evidence) for evidence in maps]) if maps else None


def evidence_maps(data: bytes | None) -> tuple[EvidenceMap, ...]:
    """What ``evidence_bytes`` made. Raises ValueError, KeyError or TypeError where it is anything else."""
    if data is None:
        return ()
    rows = json.loads(data)
    if not isinstance(rows, list):
        raise ValueError("evidence is a list of maps")
    return tuple(_map(row) for row in rows)


def _plain(evidence: EvidenceMap) -> dict[str, Plain]:
    values = np.ascontiguousarray(evidence.values, "<f4")
    plain = {name: to_plain(getattr(evidence, name)) for name in _KINDS}
    size: list[Plain] = [int(side) for side in values.shape]
    return {**plain, "size": size, "values": base64.b64encode(values.tobytes()).decode("ascii")}


def _map(row: dict[str, Plain]) -> EvidenceMap:
    known = {name: from_plain(kind, row[name]) for name, kind in _KINDS.items()}  # type: ignore[var-annotated]
    rows, columns = from_plain(tuple[int, int], row["size"])
    if not (0 < rows <= _MOST_PATCHES and 0 < columns <= _MOST_PATCHES) or not math.isfinite(known["bias"]):
        raise ValueError("an evidence map of no sensible size")
    data = base64.b64decode(from_plain(str, row["values"]), validate=True)
    values = np.frombuffer(data, "<f4").astype(np.float32).reshape(rows, columns)
    values.setflags(write=False)
    return EvidenceMap(values=values, **known)
