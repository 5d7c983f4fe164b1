"""A dialog that stays open beside the picture and shows what is so now."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog


class Following(QDialog):
    """``follow`` is called whenever the settings have changed, ``follow_network`` whenever the network has."""

    def follow(self) -> None:
        """Show the present state."""
        raise NotImplementedError

    def follow_network(self) -> None:
        """Nothing to show of it but what a kind of it does."""


class SurveyDialog(Following):
    """One that also follows the record: ``follow`` is called whenever that has changed."""
