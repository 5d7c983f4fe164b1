"""A report as a table: a row for each finding, label that was not assessed, region and drawing (docs/exports.md)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from spcxr_desktop.app.page_facts import areas, drawings, judged, ranked, unscored
from spcxr_desktop.domain.radiograph import Radiograph
from spcxr_desktop.domain.report import Report

COLUMNS = (
    "kind", "name", "text", "code", "code_scheme", "result", "score", "threshold", "point", "calibrated", "exploratory",
    "reader_said", "value", "unit", "plane", "outlined_by", "sop_instance_uid", "frame", "created", "verification",
    "revision", "statement",
)  # fmt: skip
_UNITS = {"mm²": "mm2", "°": "deg"}
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")  # what spreadsheets may run


def write_csv(report: Report, radiograph: Radiograph) -> bytes:
    """UTF-8 with a mark that spreadsheets know it by; no patient's name or ID stands in it."""
    out = io.StringIO(newline="")
    table = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")  # RFC 4180
    table.writeheader()
    of_all = {
        "sop_instance_uid": report.image.sop_instance_uid, "frame": str(report.image.frame + 1),
        "created": report.created, "verification": report.verification, "revision": report.revision,
        "statement": report.statement,
    }  # fmt: skip
    for row in _rows(report, radiograph):
        table.writerow({name: harmless(value) for name, value in {**row, **of_all}.items()})
    return out.getvalue().encode("utf-8-sig")


def harmless(value: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula (OWASP: CSV injection)."""
    return f"'{value}" if value.startswith(_FORMULA) else value


def _rows(report: Report, radiograph: Radiograph) -> Iterator[dict[str, str]]:
    for score in ranked(report):
        yield {
            "kind": "finding", "name": score.label, "text": score.title,
            "code": score.code.value if score.code else "", "code_scheme": score.code.scheme if score.code else "",
            "result": "flagged" if score.flagged else "not flagged", "score": f"{score.value:.6f}",
            "threshold": f"{score.threshold:.6f}", "point": score.point, "calibrated": _yes(score.calibrated),
            "exploratory": _yes(score.exploratory), "reader_said": judged(report, score),
        }  # fmt: skip
    for label, said in unscored(report):
        yield {"kind": "finding", "name": label, "result": "not assessed", "reader_said": said}
    read = {label for label, _ in unscored(report)}
    for label in report.results.not_assessed if report.results is not None else ():
        if label not in read:
            yield {"kind": "finding", "name": label, "result": "not assessed"}
    for gate in report.results.gates if report.results is not None else ():
        yield {"kind": "gate", "name": gate.id, "text": gate.text, "result": gate.severity}
    for area in areas(report):
        yield {
            "kind": "region", "name": area.name, "value": f"{area.value:.1f}", "unit": area.unit, "plane": area.plane,
            "outlined_by": area.making,
        }  # fmt: skip
    for one in drawings(report, radiograph):
        row = {"kind": "drawing", "name": f"{one.number} {one.name}", "text": one.text}
        if one.measured is not None:
            unit, _, plane = one.measured.unit.partition(" (")
            row |= {"value": f"{one.measured.value:.4f}", "unit": _UNITS.get(unit, unit), "plane": plane.rstrip(")")}
        yield row


def _yes(value: bool) -> str:
    return "yes" if value else "no"
