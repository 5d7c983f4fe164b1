"""Looking at two films in the same way: same size, same place. Pure geometry, no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from spcxr_desktop.domain.radiograph import Radiograph
from spcxr_desktop.ui.view.viewport import Viewport


@dataclass(frozen=True)
class Ruler:
    """Millimetres per image pixel across, as the picture stands on the canvas, and what plane they hold in."""

    mm: float
    unit: str

    @classmethod
    def of(cls, radiograph: Radiograph, quarter_turned: bool) -> Ruler | None:
        """None for a film that is not calibrated. ``quarter_turned``: its rows run down the canvas."""
        spacing = radiograph.spacing
        if spacing is None:
            return None
        return cls(spacing.row_mm if quarter_turned else spacing.column_mm, spacing.unit)


@dataclass(frozen=True)
class Look:
    """A film on a canvas. ``ratio``: device per logical pixels of the canvas' screen."""

    view: Viewport
    ratio: float
    ruler: Ruler | None


def follow(leader: Look, follower: Look) -> Viewport:
    """The follower's viewport, to be like the leader's.

    A fitted film is followed by a fitted film. Otherwise, where both are measured in the same plane, a millimetre is
    as long on both and the middle of the canvas as far from the film's middle; else both count relative to the film.
    """
    view, like = follower.view, leader.view
    if like.fitted or not (view.columns and view.rows and like.columns and like.rows):
        return view.fit()
    x, y = like.to_image(like.view_width / 2, like.view_height / 2)
    by_mm = leader.ruler is not None and follower.ruler is not None and leader.ruler.unit == follower.ruler.unit
    if by_mm and leader.ruler is not None and follower.ruler is not None:
        real = follower.ruler.mm / leader.ruler.mm
        scale = like.scale / leader.ratio * real * follower.ratio
        x = view.columns / 2 + (x - like.columns / 2) / real
        y = view.rows / 2 + (y - like.rows / 2) * like.aspect / view.aspect / real
    else:
        scale = view.fit_scale * like.scale / like.fit_scale
        x, y = x * view.columns / like.columns, y * view.rows / like.rows
    middle = view.view_width / 2, view.view_height / 2
    zoomed = view.zoomed(scale / view.scale, *middle)
    at = zoomed.to_view(x, y)
    return zoomed.panned(middle[0] - at[0], middle[1] - at[1])
