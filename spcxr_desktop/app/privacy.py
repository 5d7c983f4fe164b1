"""Names on screen, or none. Like the language it holds for the whole process: every text asks here.

Hidden are names, ids, dates of birth, free texts of the header, paths and names of files. What is burnt into the
pixels stays in view.
"""

from __future__ import annotations

import threading
from collections.abc import Hashable

from spcxr_desktop.domain.radiograph import Identity


class Privacy:
    """``on``: no text may tell who the patient is. Pseudonyms are numbered as the patients are met, for this start
    of the program only."""

    def __init__(self) -> None:
        self.on = False
        self._lock = threading.Lock()
        self._numbers: dict[Hashable, int] = {}

    def number(self, key: Hashable) -> int:
        """The number that stands for a patient."""
        with self._lock:
            return self._numbers.setdefault(key, len(self._numbers) + 1)

    def number_of(self, identity: Identity, path: Hashable) -> int:
        """The same for one patient's films; a film without a name and id is a patient of its own."""
        who = (identity.patient_id.strip(), identity.patient_name.strip().casefold())
        return self.number(who if any(who) else path)


SCREEN = Privacy()
