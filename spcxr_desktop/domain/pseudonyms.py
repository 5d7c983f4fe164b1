"""Names for patients that say nothing, and are the same each time the same key is used."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

_LEAST_HOURS, _MOST_HOURS = 62 * 24, 730 * 24  # into the past; as dicognito does, but for each patient by itself
_PSEUDONYM_DIGITS = 12
KEY_BYTES = 32


@dataclass(frozen=True)
class Secret:
    """What pseudonyms, UIDs and shifts are made with: whoever has it can tell which original gives which."""

    key: bytes

    def digest(self, what: str, value: str) -> bytes:
        """32 bytes that say nothing about ``value`` without the key."""
        return hmac.new(self.key, f"{what}\0{value}".encode("utf-8", "surrogateescape"), hashlib.sha256).digest()

    def pseudonym(self, patient: str) -> str:
        """Of a patient: the same for the same key."""
        return f"P{self.digest('patient', patient).hex()[:_PSEUDONYM_DIGITS].upper()}"

    def uid(self, uid: str) -> str:
        """UUID-derived (PS3.5 B.2)."""
        return f"2.25.{int.from_bytes(self.digest('uid', uid)[:16], 'big')}"

    def shift_hours(self, patient: str) -> int:
        """How far this patient's dates move, at least two months into the past."""
        span = _MOST_HOURS - _LEAST_HOURS
        return -(_LEAST_HOURS + int.from_bytes(self.digest("shift", patient)[:8], "big") % span)


def patient_key(number: str, name: str, birth_date: str, study: str) -> str:
    """What tells patients apart: the ID; without one the name and birth date; without these the study."""
    if number:
        return f"id {number}"
    return f"name {name.casefold()} {birth_date}" if name else f"study {study}"
