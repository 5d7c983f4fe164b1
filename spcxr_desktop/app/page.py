"""The report as a page: A4, what one would hand to a colleague. The same report gives the same bytes."""

from __future__ import annotations

import io
from collections.abc import Mapping

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from spcxr_desktop.app.page_blocks import (
    answers_block,
    film_block,
    findings_block,
    limits_block,
    measured_block,
    models_block,
    origin_block,
    patient_block,
    texts_block,
)
from spcxr_desktop.app.page_facts import short
from spcxr_desktop.app.page_fonts import name_text
from spcxr_desktop.app.page_letters import AMBER, FIRST_FONT, GREY, RULE, draw_line, prepare_fonts
from spcxr_desktop.domain.findings import OperatingPoint
from spcxr_desktop.domain.radiograph import Identity, Radiograph
from spcxr_desktop.domain.report import Report

MARGIN, BAND, FOOT = 15 * mm, 12 * mm, 14 * mm
WIDTH = A4[0] - 2 * MARGIN
TITLE = "Chest radiograph, report of SPCXR"


def write_page(
    report: Report, radiograph: Radiograph, points: Mapping[str, OperatingPoint], version: str
) -> bytes:
    """A PDF 1.4. ``points``: operating points by label, as far as known. The title in it names no patient."""
    prepare_fonts()
    out = io.BytesIO()
    document = BaseDocTemplate(
        out, pagesize=A4, title=TITLE, author=f"SPCXR {version}", subject=report.statement, creator="SPCXR",
        invariant=1, lang="en", pageCompression=1,
    )  # fmt: skip
    frame = Frame(
        MARGIN, FOOT, WIDTH, A4[1] - FOOT - BAND - 5 * mm, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0
    )
    document.addPageTemplates(PageTemplate(frames=[frame]))
    running = _running(report, radiograph.identity, radiograph.dicom)

    class Numbered(_Numbered):
        said = report.statement, running, _foot(report, version)

    document.build(_story(report, radiograph, points), canvasmaker=Numbered)
    return out.getvalue()


def _story(report: Report, radiograph: Radiograph, points: Mapping[str, OperatingPoint]) -> list[Flowable]:
    return [
        *patient_block(report, radiograph, WIDTH),
        *answers_block(report, WIDTH),
        *film_block(report, radiograph, WIDTH),
        *texts_block(report),
        *findings_block(report, points, WIDTH),
        *limits_block(report),
        *measured_block(report, radiograph, WIDTH),
        *models_block(report, WIDTH),
        *origin_block(report, radiograph),
    ]


def _running(report: Report, identity: Identity, dicom: bool) -> str:
    """Whose page it is: on every page, so that loose sheets find each other."""
    if not dicom:
        return "Not DICOM: no patient is known"
    return f"ID {identity.patient_id or 'not stated'} · {name_text(identity.patient_name) or 'no name'}"


def _foot(report: Report, version: str) -> str:
    what = f"revision {short(report.revision)}" if report.revision else "not signed"
    return f"SPCXR {version} · {report.verification} · {what}"


class _Numbered(Canvas):  # type: ignore[misc]
    """Bands of every page, drawn when it is known how many there are."""

    said: tuple[str, str, str]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **{**kwargs, "initialFontName": FIRST_FONT})  # else Helvetica, which is not embedded
        self._pages: list[dict[str, object]] = []

    def showPage(self) -> None:
        """Kept until the end."""
        self._pages.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """All pages, each with its bands."""
        for number, page in enumerate(self._pages, 1):
            self.__dict__.update(page)
            self._draw_bands(number, len(self._pages))
            super().showPage()
        super().save()

    def _draw_bands(self, number: int, count: int) -> None:
        statement, running, foot = self.said
        wide, high = A4
        self.setFillColor(AMBER)
        self.rect(0, high - BAND, wide, BAND, stroke=0, fill=1)
        self.setFillColor("black")
        draw_line(self, (MARGIN, high - BAND + 4.2 * mm), statement, 11, bold=True)
        draw_line(self, (wide - MARGIN, high - BAND + 4.2 * mm), running, 9, right=True, room=WIDTH * 0.5)
        self.setStrokeColor(RULE)
        self.line(MARGIN, FOOT - 3 * mm, wide - MARGIN, FOOT - 3 * mm)
        self.setFillColor(GREY)
        draw_line(self, (MARGIN, FOOT - 8 * mm), foot, 8)
        draw_line(self, (wide - MARGIN, FOOT - 8 * mm), f"Page {number} of {count}", 8, right=True)
