"""What a header says. Free of pydicom: only the workers read headers, the program itself passes these around."""

from __future__ import annotations

from dataclasses import dataclass

from spcxr_desktop.domain.radiograph import Identity


@dataclass(frozen=True)
class Header:
    """What a file says of itself without decoding it. Absent numbers are 0, absent texts ""."""

    identity: Identity
    dicom: bool
    rows: int = 0
    columns: int = 0
    frames: int = 0
    photometric: str = ""
    transfer_syntax: str = ""
    presentation_intent: str = ""
