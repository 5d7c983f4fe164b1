"""How a new annotation comes about, point by point. No Qt: what counts as a point is the hand's business."""

from __future__ import annotations

from spcxr_desktop.app.display import DrawingTool
from spcxr_desktop.domain.annotations import Angle, Annotation, Arrow, CardiothoracicRatio, Length, Region
from spcxr_desktop.domain.handles import parallel
from spcxr_desktop.domain.judgements import Point

_POINTS: dict[DrawingTool, int] = {"length": 2, "angle": 3, "rectangle": 2, "ellipse": 2, "arrow": 2, "text": 1}


class Placing:
    """The points of one annotation so far.

    ``proposal``: a thorax line to begin from, of which the reader places the heart alone. ``aspect``: height of a
    pixel over its width.
    """

    def __init__(self, tool: DrawingTool, proposal: CardiothoracicRatio | None = None, aspect: float = 1.0) -> None:
        self.tool = tool
        self.proposal = proposal if tool == "ratio" else None
        self.points: list[Point] = []
        self._aspect = aspect
        self.needed = _POINTS.get(tool, 2 if self.proposal is not None else 4)

    @property
    def complete(self) -> bool:
        """No point is missing."""
        return len(self.points) == self.needed

    def add(self, at: Point) -> None:
        """The next point."""
        self.points.append(at)

    def made(self) -> Annotation | None:
        """The annotation, once complete; None where all its points are one."""
        return self._build(self.points) if self.complete and len(set(self.points)) > 1 else None

    def preview(self, at: Point | None) -> tuple[Annotation, bool] | None:
        """What there would be with one more point, and whether it would be complete; None where nothing yet."""
        points = [*self.points, at] if at is not None and not self.complete else self.points
        built = self._build(points) if points else self.proposal
        return None if built is None else (built, len(points) == self.needed)

    def _build(self, points: list[Point]) -> Annotation | None:
        match self.tool, points:
            case "length", [start, end]:
                return Length(start, end)
            case "angle", [first, vertex]:
                return Length(first, vertex)
            case "angle", [first, vertex, second]:
                return Angle(first, vertex, second)
            case "rectangle" | "ellipse" as shape, [corner, opposite]:
                return Region(corner, opposite, shape)
            case "arrow", [head, tail]:
                return Arrow(tail, head)
            case "ratio", _:
                return self._ratio(points)
            case _:
                return None

    def _ratio(self, points: list[Point]) -> Annotation | None:
        if self.proposal is not None:
            thorax, heart = self.proposal.thorax, points
        elif len(points) < 2:
            return None
        else:
            thorax, heart = (points[0], points[1]), points[2:]
        if not heart:
            return CardiothoracicRatio(thorax)
        second = parallel(thorax, heart[0], heart[-1], self._aspect)
        return CardiothoracicRatio(thorax, (heart[0], second))
