"""What leaves the program about one radiograph. Every export (SEG, SR, GSPS, pictures, pages) is made from one Report.

A report is of a signed revision, or of a result set that nobody has looked at. It is frozen, so that all objects that
are written from it say the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from spcxr_desktop.domain.annotations import Annotation
from spcxr_desktop.domain.document import ReviewDocument
from spcxr_desktop.domain.findings import EvidenceMap, LungMask, ModelStamp, ResultSet
from spcxr_desktop.domain.judgements import Judgement
from spcxr_desktop.domain.masks import LUNGS, Label, MaskArray, label_key, lung_labels
from spcxr_desktop.domain.orientation import Orientation
from spcxr_desktop.domain.radiograph import Spacing
from spcxr_desktop.domain.review import (
    STATEMENT,
    Anchor,
    ImageRef,
    Reader,
    Revision,
    SignedResults,
    Verification,
    Window,
)

# Segment Algorithm Type (0062,0008), PS3.3 C.8.20.4: by the model alone, the model's changed by hand, by hand alone.
Making = Literal["AUTOMATIC", "SEMIAUTOMATIC", "MANUAL"]


@dataclass(frozen=True)
class Region:
    """One label that has pixels in the mask. ``model``: which one made it, None where it was drawn by hand alone."""

    value: int
    label: Label
    making: Making
    model: ModelStamp | None = None


@dataclass(frozen=True, eq=False)
class Report:
    """One radiograph's findings, regions and drawings, and who answers for them.

    ``mask``: uint8 [rows, columns] in the file's own orientation, as are annotations; None where there is none.
    ``reader`` None: nobody has looked at it. ``revision``: sha256 of what was signed, "" where nothing was;
    ``replaces``: of what that amends. ``created``: ISO 8601, UTC: when it was signed, or else analysed.
    """

    image: ImageRef
    created: str
    orientation: Orientation
    spacing: Spacing | None = None
    results: SignedResults | None = None
    evidence: tuple[EvidenceMap, ...] = ()
    sides_assumed: bool = False
    mask: MaskArray | None = None
    regions: tuple[Region, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    annotations: Mapping[str, Annotation] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, bool] = field(default_factory=dict)
    window: Window | None = None
    reader: Reader | None = None
    revision: str = ""
    replaces: str = ""
    reason: str = ""
    anchor: Anchor | None = None
    statement: str = STATEMENT

    @property
    def verification(self) -> Verification:
        """Whether a proved identity stands behind it (0040,A493)."""
        return self.reader.verification if self.reader is not None and self.revision else "UNVERIFIED"

    def judgement_of(self, label: str) -> Judgement | None:
        """What the reader said of this label with these results in view."""
        results = self.results.sha256 if self.results is not None else ""
        return next((said for said in self.judgements if said.label == label and said.results == results), None)


def signed_report(
    revision: Revision, orientation: Orientation, spacing: Spacing | None, results: ResultSet | None = None
) -> Report:
    """Of what was signed. ``results``: the set that the revision names; its mask stands where none was edited."""
    document = revision.document
    lungs = results.lungs if results is not None else None
    mask, regions = _regions(document, lungs, revision.results.models if revision.results is not None else ())
    return Report(
        image=revision.image, created=revision.signed_at, orientation=orientation, spacing=spacing,
        results=revision.results, evidence=results.evidence if results is not None else (),
        sides_assumed=orientation.assumed, mask=mask, regions=regions, judgements=_sorted(document.judgements),
        annotations=dict(document.annotations), texts=dict(document.texts), marks=dict(document.marks),
        window=revision.window, reader=revision.reader, revision=revision.sha256, replaces=revision.replaces,
        reason=revision.reason, anchor=revision.anchor, statement=revision.statement,
    )  # fmt: skip


def unattended_report(
    image: ImageRef, results: ResultSet, sha256: str, orientation: Orientation, spacing: Spacing | None
) -> Report:
    """Of a result set alone. ``sha256``: the set's, as the record or the caller computed it."""
    empty = ReviewDocument(image.rows, image.columns)
    mask, regions = _regions(empty, results.lungs, results.models)
    return Report(
        image=image, created=results.created, orientation=orientation, spacing=spacing,
        results=SignedResults.of(results, sha256), evidence=results.evidence, sides_assumed=orientation.assumed,
        mask=mask, regions=regions,
    )  # fmt: skip


def _regions(
    document: ReviewDocument, lungs: LungMask | None, models: tuple[ModelStamp, ...]
) -> tuple[MaskArray | None, tuple[Region, ...]]:
    """The mask that counts, and how each of its labels came about."""
    drawn = document.painted().get(LUNGS)
    mask = drawn if drawn is not None else lungs.labels if lungs is not None else None
    if mask is None:
        return None, ()
    labels = {**lung_labels(), **document.labels}
    model = next((stamp for stamp in models if not stamp.threshold_set), None)  # a model of masks has no thresholds
    found = []
    for value in (int(value) for value in np.flatnonzero(np.bincount(mask.ravel(), minlength=256)) if value):
        label = labels.get(label_key(LUNGS, value), Label(f"Label {value}", (200, 200, 200)))
        making = _making(mask, lungs, value)
        found.append(Region(value, label, making, model if making != "MANUAL" else None))
    return mask, tuple(found)


def _making(mask: MaskArray, lungs: LungMask | None, value: int) -> Making:
    if lungs is None or not (lungs.labels == value).any():
        return "MANUAL"
    return "AUTOMATIC" if np.array_equal(mask == value, lungs.labels == value) else "SEMIAUTOMATIC"


def _sorted(judgements: Mapping[str, Judgement]) -> tuple[Judgement, ...]:
    return tuple(judgements[key] for key in sorted(judgements))
