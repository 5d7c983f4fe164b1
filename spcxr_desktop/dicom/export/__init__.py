"""DICOM objects written from a ``domain.report.Report`` (docs/exports.md)."""
