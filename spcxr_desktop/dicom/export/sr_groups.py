"""The measurement groups of a report: the whole image, each finding, region and drawing (TID 1501, 1410)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias, TypeVar

import numpy as np
from highdicom import sr
from highdicom.seg import Segmentation
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.sr.coding import Code

from spcxr_desktop.dicom.export import codes
from spcxr_desktop.dicom.export.identity import MANUFACTURER, Kind, object_uid
from spcxr_desktop.dicom.export.seg import algorithm_parameters
from spcxr_desktop.dicom.source_header import SourceHeader
from spcxr_desktop.domain import measure
from spcxr_desktop.domain.annotations import Angle, Annotation, CardiothoracicRatio, Length, frame_of
from spcxr_desktop.domain.annotations import Region as DrawnRegion
from spcxr_desktop.domain.findings import ModelStamp, Score
from spcxr_desktop.domain.judgements import Judgement, Point
from spcxr_desktop.domain.report import Region, Report

AnyGroup: TypeAlias = sr.MeasurementsAndQualitativeEvaluations | sr.PlanarROIMeasurementsAndQualitativeEvaluations
Group: TypeAlias = tuple[AnyGroup, tuple[str, ...]]  # and comments
_Reference = TypeVar("_Reference")


class Groups:
    """Makes the groups of one report. ``segmentation``: where its regions are outlined."""

    def __init__(
        self, report: Report, header: SourceHeader, source: Dataset, segmentation: Segmentation | None
    ) -> None:
        self._report, self._header, self._source, self._segmentation = report, header, source, segmentation
        self._aspect = header.aspect if 0.1 <= header.aspect <= 10 else 1.0

    def all(self) -> list[Group]:
        """The first one is about the image as a whole."""
        report = self._report
        found = [self._whole()]
        for score in report.results.scores if report.results is not None else ():
            found += self._finding(score)
        found += [self._region(number, region) for number, region in enumerate(report.regions, 1)]
        for key, drawn in sorted(report.annotations.items()):
            if frame_of(key) == report.image.frame:
                found += self._drawing(key, drawn)
        return found

    def _whole(self) -> Group:
        """Whether models assessed the image, and why what they say may not hold."""
        results = self._report.results
        assessed = results is not None and results.status == "analysed" and bool(results.scores)
        said = [(codes.ASSESSMENT, codes.ASSESSED if assessed else codes.NOT_ASSESSED)]
        for gate in results.gates if results is not None else ():
            said.append((codes.LIMIT, codes.private(gate.id, gate.id.replace("_", " "))))
        if self._report.sides_assumed:
            said.append((codes.LIMIT, codes.SIDES_ASSUMED))
        return self._group("image", None, said, []), ()

    def _finding(self, score: Score) -> list[Group]:
        """What a model said of one label, and what the reader said of that."""
        kind = codes.coded(score.code) if score.code is not None else codes.private(score.label, score.title)
        said = [(codes.SCREENING, codes.FLAGGED if score.flagged else codes.NOT_FLAGGED)]
        if score.exploratory:
            said.append((codes.EVIDENCE, codes.EXPLORATORY))
        measured = [
            sr.Measurement(codes.SCORE, round(score.value, 6), codes.ONE),
            sr.Measurement(codes.THRESHOLD, round(score.threshold, 6), codes.ONE),
        ]
        if score.calibrated:
            measured.append(sr.Measurement(codes.CERTAINTY, round(100 * score.value, 4), codes.PERCENT))
        judged = self._report.judgement_of(score.label)
        comments = [score.title]
        if judged is not None:
            said.append((codes.JUDGEMENT, codes.VERDICTS[judged.verdict]))
            said += [(codes.REASON, codes.private(reason, reason)) for reason in judged.reasons]
            comments += [judged.text] if judged.text.strip() else []
        model = self._model_of(score)
        group = self._group(f"finding {score.label}", kind, said, measured, model)
        places = [self._place(score.label, kind, judged)] if judged is not None and judged.place else []
        return [(group, tuple(comments)), *places]

    def _place(self, label: str, kind: Code, judged: Judgement) -> Group:
        """Where the reader saw it."""
        points = self._inside((*judged.place, judged.place[0]))
        group = sr.PlanarROIMeasurementsAndQualitativeEvaluations(
            tracking_identifier=self._tracking(f"place {label}"),
            finding_type=kind,
            referenced_region=sr.ImageRegion(
                graphic_type="POLYLINE", graphic_data=points, source_image=self._source_image(sr.SourceImageForRegion)
            ),
            qualitative_evaluations=[sr.QualitativeEvaluation(codes.JUDGEMENT, codes.PLACE)],
        )
        return group, ()

    def _region(self, number: int, region: Region) -> Group:
        """The area of one region, in the plane that the spacing holds in."""
        _, kind, side = codes.segment_kind(self._report, region.label)
        mask, spacing = self._report.mask, self._report.spacing
        pixels = 0 if mask is None else int(np.count_nonzero(mask == region.value))
        method = codes.PLANES[spacing.origin if spacing is not None else ""]
        value = pixels if spacing is None else round(pixels * spacing.row_mm * spacing.column_mm, 2)
        area = sr.Measurement(codes.AREA, value, codes.PIXELS if spacing is None else codes.MM2, method=method)
        sites = [sr.FindingSite(anatomic_location=kind, laterality=side)] if side is not None else None
        model = self._algorithm(region.model) if region.model is not None else None
        tracking = self._tracking(f"region {region.value}")
        making = (f"{codes.segment_name(self._report, region.label)}. Made: {region.making.lower()}",)
        if self._segmentation is None:
            group: AnyGroup = sr.MeasurementsAndQualitativeEvaluations(
                tracking_identifier=tracking, finding_type=kind, finding_sites=sites, algorithm_id=model,
                measurements=[area], source_images=[self._source_image(sr.SourceImageForMeasurementGroup)],
            )  # fmt: skip
            return group, making
        frame = 1 if self._segmentation.SegmentationType == "LABELMAP" else number
        group = sr.PlanarROIMeasurementsAndQualitativeEvaluations(
            tracking_identifier=tracking, finding_type=kind, finding_sites=sites, algorithm_id=model,
            measurements=[area],
            referenced_segment=sr.ReferencedSegmentationFrame(
                sop_class_uid=self._segmentation.SOPClassUID,
                sop_instance_uid=self._segmentation.SOPInstanceUID,
                frame_number=frame,
                segment_number=number,
                source_image=self._source_image(sr.SourceImageForSegmentation),
            ),
        )  # fmt: skip
        for item in group[0].ContentSequence:  # the number of the segment says it all (PS3.3 C.18.4)
            for reference in item.get("ReferencedSOPSequence", ()):
                if "ReferencedSegmentNumber" in reference:
                    reference.pop("ReferencedFrameNumber", None)
        return group, making

    def _drawing(self, key: str, drawn: Annotation) -> list[Group]:
        """What the reader measured; texts and arrows are in the presentation state."""
        spacing = self._report.spacing
        lengths = codes.MM if spacing is not None else codes.PIXELS
        lines: list[tuple[Point, ...]] = []
        found, name, unit, shape = None, codes.LENGTH, lengths, "POLYLINE"
        if isinstance(drawn, Length):
            found, lines = measure.length(drawn, spacing, self._aspect), [(drawn.start, drawn.end)]
        elif isinstance(drawn, Angle):
            found, name, unit = measure.angle(drawn, spacing, self._aspect), codes.ANGLE, codes.DEGREE
            lines = [(drawn.first, drawn.vertex, drawn.second)]
        elif isinstance(drawn, DrawnRegion):
            found, name = measure.area(drawn, spacing), codes.AREA
            unit = codes.MM2 if spacing is not None else codes.PIXELS
            (x0, y0), (x1, y1) = drawn.corner, drawn.opposite
            lines = [((x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0))]
            if drawn.shape == "ellipse" and self._holds(drawn):
                shape, lines = "ELLIPSE", [_axes(drawn)]
        elif isinstance(drawn, CardiothoracicRatio) and drawn.heart is not None:
            view = str(self._source.get("ViewPosition", ""))
            found = measure.cardiothoracic_ratio(drawn, spacing, self._aspect, view=view)
            name, unit, lines = codes.RATIO, codes.ONE, [drawn.heart, drawn.thorax]
        if found is None:
            return []
        plane = codes.PLANES[spacing.origin if spacing is not None else ""]
        measurement = sr.Measurement(
            name, round(found.value, 4), unit, method=plane if unit in (codes.MM, codes.MM2, codes.PIXELS) else None,
            referenced_coordinates=[
                sr.CoordinatesForMeasurement(
                    graphic_type=shape, graphic_data=self._inside(line),
                    source_image=self._source_image(sr.SourceImageForRegion),
                )
                for line in lines
            ],
        )  # fmt: skip
        said = found.text + (f" ({found.warning})" if found.warning else "")
        return [(self._group(f"drawing {key}", None, [], [measurement]), (f"{found.name} {said}",))]

    def _group(
        self,
        what: str,
        kind: Code | None,
        said: list[tuple[Code, Code]],
        measured: list[sr.Measurement],
        model: ModelStamp | None = None,
    ) -> sr.MeasurementsAndQualitativeEvaluations:
        return sr.MeasurementsAndQualitativeEvaluations(
            tracking_identifier=self._tracking(what),
            finding_type=kind,
            algorithm_id=self._algorithm(model) if model is not None else None,
            measurements=measured or None,
            qualitative_evaluations=[sr.QualitativeEvaluation(name, value) for name, value in said] or None,
            source_images=[self._source_image(sr.SourceImageForMeasurementGroup)],
        )

    def _model_of(self, score: Score) -> ModelStamp | None:
        """The model that has thresholds; of several, the one whose threshold set names the label."""
        results = self._report.results
        models = [model for model in results.models if model.threshold_set] if results is not None else []
        named = [model for model in models if score.label in model.threshold_set]
        return next(iter(named or models), None)

    def _algorithm(self, model: ModelStamp) -> sr.AlgorithmIdentification:
        parameters = [f"{name}={value}" for name, value in algorithm_parameters(model).items()]
        return sr.AlgorithmIdentification(
            name=codes.clean(model.id), version=codes.clean(model.version), parameters=parameters or None,
            family=codes.AI_FAMILY, manufacturer=MANUFACTURER,
        )  # fmt: skip

    def _tracking(self, what: str) -> sr.TrackingIdentifier:
        kind: Kind = "SEG" if what.startswith("region ") else "SR"  # a region is the same thing in both
        return sr.TrackingIdentifier(uid=object_uid(self._report, kind, what), identifier=what)

    def _source_image(self, kind: Callable[..., _Reference]) -> _Reference:
        """A reference to the image, or to the frame that was analysed."""
        frames = [self._report.image.frame + 1] if self._header.frames > 1 else None
        return kind(self._source.SOPClassUID, self._source.SOPInstanceUID, frames)

    def _holds(self, drawn: DrawnRegion) -> bool:
        """Whether a region has an inside and lies on the image: cut off at its edge an ellipse is none any more."""
        corners = np.asarray((drawn.corner, drawn.opposite), np.float64)
        on_image = np.array_equal(self._inside((drawn.corner, drawn.opposite)), corners)
        return bool(on_image and (np.ptp(corners, axis=0) > 0).all())

    def _inside(self, points: tuple[Point, ...]) -> NDArray[np.float64]:
        """[n, 2] columns and rows, none beyond the image's edge."""
        return np.clip(np.asarray(points, np.float64), 0, (self._header.columns, self._header.rows))


def _axes(drawn: DrawnRegion) -> tuple[Point, ...]:
    """The ends of an ellipse's axes, the longer one's first (PS3.3 C.18.6.1.2)."""
    (x0, y0), (x1, y1) = drawn.corner, drawn.opposite
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    across, along = ((x0, y), (x1, y)), ((x, y0), (x, y1))
    return (*across, *along) if abs(x1 - x0) >= abs(y1 - y0) else (*along, *across)
