"""Segmentations, structured reports and presentation states read back, in the workers (docs/exports.md)."""
