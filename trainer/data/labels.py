"""The label space every source is mapped into. Unknown is not negative.

``FINDINGS`` is the whole space; each is 1, 0 or -1 (unknown) for a film. A manifest holds what is known of a film in
its column ``findings`` ("pneumonia=1;effusion=0"; what is not named is unknown). ``LABELS`` are the three that the
screening recipes train on; ``label`` is one word for a film, which never claims more than its findings.
"""

from __future__ import annotations

from collections.abc import Mapping

LABELS: tuple[str, ...] = ("abnormal", "pneumonia", "covid19")
UNKNOWN = -1

PATHOLOGIES: tuple[str, ...] = (
    "pneumonia", "covid19", "tuberculosis", "atelectasis", "cardiomegaly", "consolidation", "edema", "effusion",
    "emphysema", "enlarged_cardiomediastinum", "fibrosis", "fracture", "hernia", "infiltration", "interstitial",
    "lung_lesion", "lung_opacity", "mass", "nodule", "pleural_other", "pleural_thickening", "pneumothorax",
    "aortic_enlargement", "calcification",
)  # fmt: skip
FINDINGS: tuple[str, ...] = ("abnormal", *PATHOLOGIES, "support_devices")

_BY_LABEL: dict[str, tuple[int, int, int]] = {
    "normal": (0, 0, 0),
    "pneumonia": (1, 1, 0),
    # A covid-positive swab says nothing certain about a pneumonic opacity on this film, nor does tuberculosis.
    "covid": (1, UNKNOWN, 1),
    "tuberculosis": (1, UNKNOWN, UNKNOWN),
    "abnormal": (1, UNKNOWN, UNKNOWN),
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


def row_targets(row: Mapping[str, str]) -> tuple[int, int, int]:
    """(abnormal, pneumonia, covid19) of a manifest row: from its findings where it has them, else from its label."""
    if row.get("findings"):
        known = parse_findings(row["findings"])
        return known.get("abnormal", UNKNOWN), known.get("pneumonia", UNKNOWN), known.get("covid19", UNKNOWN)
    return targets(row["label"], row["sublabel"])


def parse_findings(text: str) -> dict[str, int]:
    """The text of the column ``findings``, such as pneumonia=1;effusion=0, taken apart.

    Raises ValueError for anything else.
    """
    found: dict[str, int] = {}
    for part in filter(None, text.split(";")):
        name, _, value = part.partition("=")
        if name not in FINDINGS or value not in ("0", "1") or name in found:
            raise ValueError(f"{part!r} is no finding; expected name=0 or name=1, each name once, of {list(FINDINGS)}")
        found[name] = int(value)
    return found


def format_findings(findings: Mapping[str, int]) -> str:
    """The other way round, in the order of ``FINDINGS``; what is unknown is left out."""
    return ";".join(f"{name}={findings[name]}" for name in FINDINGS if findings.get(name, UNKNOWN) != UNKNOWN)


def settled(findings: Mapping[str, int]) -> dict[str, int]:
    """The known findings, with "abnormal" following from them: any pathology makes a film abnormal.

    A film called free of findings that has a positive one is contradictory: its "abnormal" is unknown.
    Raises ValueError for a name or value outside the label space.
    """
    for name, value in findings.items():
        if name not in FINDINGS or value not in (0, 1, UNKNOWN):
            raise ValueError(f"{name}={value} is outside the label space")
    known = {name: value for name, value in findings.items() if value != UNKNOWN}
    if any(known.get(name) == 1 for name in PATHOLOGIES):
        if known.get("abnormal", 1) == 0:
            del known["abnormal"]
        else:
            known["abnormal"] = 1
    return known


def label_of(findings: Mapping[str, int]) -> str:
    """One word for settled findings. What the word says of ``LABELS`` is known; what is known may be more."""
    abnormal, pneumonia, covid = (findings.get(name, UNKNOWN) for name in LABELS)
    if (abnormal, pneumonia, covid) == (0, 0, 0):
        return "normal"
    if abnormal != 1:
        return "unknown"
    if covid == 1:
        return "covid"
    if findings.get("tuberculosis", UNKNOWN) == 1:
        return "tuberculosis"
    return "pneumonia" if (pneumonia, covid) == (1, 0) else "abnormal"
