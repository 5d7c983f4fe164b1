"""A dialog that stays open beside the picture and shows what is so now."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog


class Following(QDialog):
    """``follow`` is called whenever the settings have changed."""

    def follow(self) -> None:
        """Show the present state."""
        raise NotImplementedError


class SurveyDialog(Following):
    """One that also follows the record: ``follow`` is called whenever that has changed."""
