"""One row of an exported data set: what a signed review says of a film, and how it came to say it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from spcxr_desktop.domain.judgements import Judgement, Verdict
from spcxr_desktop.domain.pseudonyms import Secret
from spcxr_desktop.domain.review import Revision
from spcxr_desktop.store.rows import ImageRow, StudyRow

COLUMNS = (
    "path", "source", "label", "sublabel", "findings", "patient_id", "group", "view", "age", "sex", "orig_split",
    "width", "height", "mask", "mask_kind", "licence", "ship", "fold", "sha256", "reader", "verified", "models", "how",
)  # fmt: skip
SOURCE, MASK_KIND = "reviews", "reader"
_OLDEST = 90
_MEANING: Mapping[Verdict, int] = {"accept": 1, "relocate": 1, "reject": 0}
_TAUGHT = ("abnormal", "pneumonia", "covid19")  # what the recipes train on; the rest stands in the column "how"


@dataclass(frozen=True, eq=False)
class Signed:
    """A signed review of one film. ``patient``: see ``domain.pseudonyms.patient_key``."""

    image: ImageRow
    study: StudyRow
    revision: Revision
    secret: Secret
    patient: str

    @property
    def pseudonym(self) -> str:
        """Of the patient."""
        return self.secret.pseudonym(self.patient)

    @property
    def fold(self) -> str:
        """0-9, from the pseudonym alone: a patient stays in the same fold in every export with the same key."""
        return str(int(hashlib.sha256(self.pseudonym.encode()).hexdigest(), 16) % 10)

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """One per label: the one given with the results that were signed, else the one given before any were shown."""
        named = self.revision.results.sha256 if self.revision.results is not None else ""
        said = self.revision.document.judgements.values()
        first = {one.label: one for one in said if one.stage == "before results"}
        with_results = {one.label: one for one in said if one.results and one.results == named}
        return tuple(one for _, one in sorted({**first, **with_results}.items()))


def row_of(signed: Signed, film: str, mask: str, note: str, shape: tuple[int, ...]) -> dict[str, str]:
    """The row, without the file's hash. ``shape``: rows and columns of the film as it is written."""
    revision = signed.revision
    said = {one.label: _MEANING[one.verdict] for one in signed.judgements if one.verdict in _MEANING}
    findings = {name: said[name] for name in _TAUGHT if name in said}
    age = signed.study.age_years
    models = revision.results.models if revision.results is not None else ()
    return {
        "path": film, "source": SOURCE, "label": _word(findings), "sublabel": "", "findings": _text(findings),
        "patient_id": signed.pseudonym, "group": signed.pseudonym, "view": signed.image.view,
        "age": "" if age is None else str(min(int(age), _OLDEST)), "sex": "", "orig_split": "",
        "width": str(shape[1]), "height": str(shape[0]), "mask": mask, "mask_kind": MASK_KIND if mask else "",
        "licence": note, "ship": "0", "fold": signed.fold,
        "reader": f"R{signed.secret.digest('reader', revision.reader.id).hex()[:8].upper()}",
        "verified": revision.reader.verification,
        "models": ";".join(f"{stamp.id} {stamp.version} {stamp.sha256[:16]}" for stamp in models),
        "how": json.dumps([{"label": o.label, "verdict": o.verdict, "stage": o.stage} for o in signed.judgements]),
    }  # fmt: skip


def _text(findings: Mapping[str, int]) -> str:
    """For the trainer's column ``findings``. Empty would mean "see the label", which then says unknown."""
    return ";".join(f"{name}={value}" for name, value in findings.items())


def _word(findings: Mapping[str, int]) -> str:
    """One word that claims no more than was judged (trainer/data/labels.py)."""
    abnormal, pneumonia, covid = (findings.get(name) for name in _TAUGHT)
    if (abnormal, pneumonia, covid) == (0, 0, 0):
        return "normal"
    if abnormal != 1:
        return "unknown"
    return "covid" if covid == 1 else "pneumonia" if (pneumonia, covid) == (1, 0) else "abnormal"
