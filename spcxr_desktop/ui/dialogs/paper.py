"""A page of HTML as PDF or on a printer. Nothing is fetched from anywhere."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QUrl
from PySide6.QtGui import QImage, QPagedPaintDevice, QPageLayout, QPageSize, QPdfWriter, QTextDocument

_DPI = 300


def pdf(html: str, title: str, images: Mapping[str, QImage] | None = None) -> bytes:
    """A4. ``images``: pictures that the page names by URL."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DPI)
    writer.setTitle(title)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(15, 15, 15, 15), QPageLayout.Unit.Millimeter)
    draw(html, writer, images or {})
    buffer.close()
    return bytes(data.data())


def draw(html: str, device: QPagedPaintDevice, images: Mapping[str, QImage]) -> None:
    """Onto paper or into a PDF, page by page."""
    document = QTextDocument()
    for url, image in images.items():
        document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(url), image)
    document.documentLayout().setPaintDevice(device)
    document.setHtml(html)
    document.setPageSize(device.pageLayout().paintRectPixels(device.logicalDpiX()).size().toSizeF())
    document.print_(device)
