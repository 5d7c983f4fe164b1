"""The real window on a record, a film of known spacing with two oval lungs."""

from __future__ import annotations

from tests.ui.drawing.conftest import bench, desk, start

__all__ = ["bench", "desk", "start"]
