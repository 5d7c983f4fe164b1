"""The label space every source is mapped into. Unknown is not negative."""

from __future__ import annotations

LABELS: tuple[str, ...] = ("abnormal", "pneumonia", "covid19")
UNKNOWN = -1

_BY_LABEL: dict[str, tuple[int, int, int]] = {
    "normal": (0, 0, 0),
    "pneumonia": (1, 1, 0),
    # A covid-positive swab says nothing certain about a pneumonic opacity on this film, nor does tuberculosis.
    "covid": (1, UNKNOWN, 1),
    "tuberculosis": (1, UNKNOWN, UNKNOWN),
    "unknown": (UNKNOWN, UNKNOWN, UNKNOWN),
}


def targets(label: str, sublabel: str) -> tuple[int, int, int]:
    """Source label -> (abnormal, pneumonia, covid19), each 1, 0 or -1 (unknown).

    Text-mined pneumonia that expert readers dispute is unknown for everything but covid.
    """
    if "disputed" in sublabel:
        return (UNKNOWN, UNKNOWN, 0)
    if label not in _BY_LABEL:
        raise ValueError(f"unknown label {label!r}; expected one of {sorted(_BY_LABEL)}")
    return _BY_LABEL[label]
