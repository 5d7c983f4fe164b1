"""The phantom's anatomy: from the JSON description to bodies with attenuation.

The description names every body; what repeats (ribs, vertebrae, vessels, the other side) is written once
and unfolded here. Attenuation is per cm at the beam's mean energy, as a difference to what the body displaces.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.phantom_bodies import Body, Ellipsoid, Grid, Loft, Slab, Tube, closed_spline, open_spline

ANATOMY_FORMAT = 1

_ARTERY_AND_VEIN = 1.3  # depth / width of a drawn vessel, which stands for two that run together


@dataclass(frozen=True)
class Part:
    """A body and what it adds to the line integral per cm of ray."""

    name: str
    body: Body
    per_cm: float


@dataclass(frozen=True)
class VesselTree:
    """Where a lung's arteries start, which way (degrees, 0 = image right, 90 = down), and how they divide."""

    side: str
    origin: tuple[float, float]
    directions_deg: tuple[float, ...]
    radius_mm: float
    smallest_mm: float


@dataclass(frozen=True)
class Anatomy:
    """Everything a ray may meet.

    ``trunk`` bodies lie inside one another from the skin inwards; ``displacing`` bodies push lung aside;
    ``parts`` simply add; ``opacities`` replace air in the lung.
    """

    grid: Grid
    trunk: tuple[Part, ...]
    right_lung: Slab
    left_lung: Slab
    lung_per_cm: float
    blood_per_cm: float
    displacing: tuple[Part, ...]
    parts: tuple[Part, ...]
    opacities: tuple[Part, ...]
    trees: tuple[VesselTree, ...]


def load_anatomy(path: Path) -> Anatomy:
    """Read an anatomy file. Raises ValueError for another format, KeyError for an unknown material."""
    description = json.loads(path.read_text(encoding="utf-8"))
    if description.get("format") != ANATOMY_FORMAT:
        raise ValueError(f"{path.name} is not a phantom anatomy of format {ANATOMY_FORMAT}")
    material: dict[str, float] = description["materials_per_cm"]
    field = description["field"]
    lungs = {name: _body(body) for name, body in description["lungs"].items()}
    right, left = lungs["right"], lungs["left"]
    if not isinstance(right, Slab) or not isinstance(left, Slab):
        raise ValueError(f"{path.name}: lungs must be slabs, whose outline is the exact mask")
    skeleton = [*_ribs(description["ribs"], material), *_vertebrae(description["vertebrae"], material)]
    return Anatomy(
        Grid(field["rows"], field["columns"], field["pitch_mm"]),
        _parts(description["trunk"], material),
        right,
        left,
        material["lung"] - material["soft"],
        material["blood"] - material["lung"],
        _parts(description["displacing"], material),
        (*_parts(description["parts"], material), *skeleton),
        _parts(description["opacities"], material),
        tuple(_tree(tree) for tree in description["vessels"]),
    )


def grow(tree: VesselTree, direction_deg: float, lung: Slab, rng: np.random.Generator) -> Iterator[Tube]:
    """Divide one trunk of a vessel tree until it is too thin or would leave the lung: one tube per branch."""
    outline = closed_spline(lung.outline).astype(np.float32)[:, None, :]
    angle, away = float(np.radians(direction_deg)), rng.uniform(2.0, 14.0)
    x, y = tree.origin[0] + away * np.cos(angle), tree.origin[1] + away * np.sin(angle)
    pending = [(x, y, angle, tree.radius_mm * rng.uniform(0.7, 1.0))]
    while pending:
        x, y, angle, radius = pending.pop()
        nodes = [(x, y, 0.0, radius, _ARTERY_AND_VEIN)]
        steps, bend = int(rng.integers(3, 7)), rng.normal(0.0, 0.08)
        for _ in range(steps):
            angle += bend + rng.normal(0.0, 0.05)
            stride = 2.8 + 1.1 * radius
            x, y = x + stride * np.cos(angle), y + stride * np.sin(angle)
            radius *= 0.97
            if cv2.pointPolygonTest(outline, (float(x), float(y)), True) < 3.0:
                break
            nodes.append((x, y, 0.0, radius, _ARTERY_AND_VEIN))
        else:
            pending.extend(_divide(x, y, angle, radius, tree.smallest_mm, rng))
        if len(nodes) > 1:
            yield Tube(np.array(nodes))


def _divide(
    x: float, y: float, angle: float, radius: float, smallest: float, rng: np.random.Generator
) -> Iterator[tuple[float, float, float, float]]:
    """Two daughters that share the cross-section as r^2.7 (Murray's law, as measured in lungs)."""
    share = rng.uniform(0.25, 0.5)
    turn = rng.choice((-1.0, 1.0))
    for part, side in ((1 - share, turn), (share, -turn)):
        daughter = radius * part ** (1 / 2.7)
        if daughter >= smallest:
            yield x, y, angle + side * rng.uniform(0.15, 0.45) * (1.6 - part), daughter


def _tree(entry: dict[str, Any]) -> VesselTree:
    x, y = entry["origin"]
    return VesselTree(entry["side"], (x, y), tuple(entry["directions_deg"]), entry["radius_mm"], entry["smallest_mm"])


def _parts(entries: list[dict[str, Any]], material: dict[str, float]) -> tuple[Part, ...]:
    """Bodies as described, each also mirrored where it says so."""
    out: list[Part] = []
    for entry in entries:
        for body_entry in (entry, _mirrored(entry)) if entry.get("mirror") else (entry,):
            out.extend(_shelled(entry["name"], _body(body_entry), entry["material"], entry["in"], material))
    return tuple(out)


def _shelled(name: str, body: Body, inside: str, around: str, material: dict[str, float]) -> Iterator[Part]:
    """A tube with a shell is cortical bone outside and ``inside`` in its core."""
    if isinstance(body, Tube) and body.shell_mm > 0:
        yield Part(name, body, material["cortical bone"] - material[around])
        yield Part(name, body.core(), material[inside] - material["cortical bone"])
    else:
        yield Part(name, body, material[inside] - material[around])


def _body(entry: dict[str, Any]) -> Body:
    """One body from its description. Raises ValueError for an unknown kind."""
    kind = entry["kind"]
    if kind == "ellipsoid":
        (x, y, z), (a, b, c) = entry["centre"], entry["semi"]
        return Ellipsoid((x, y, z), (a, b, c), entry.get("angle_deg", 0.0), entry.get("softness", 0.5))
    if kind == "loft":
        return Loft(np.array(entry["levels"], float), entry.get("exponent", 2.0))
    if kind == "slab":
        outline, fade = np.array(entry["outline"], float), entry.get("fade", 0.5)
        return Slab(outline, entry["depth_mm"], entry["edge_mm"], entry.get("z_mm", 0.0), fade)
    if kind == "tube":
        return Tube(open_spline(np.array(entry["nodes"], float))[::2], entry.get("shell_mm", 0.0))
    raise ValueError(f"unknown kind of body: {kind}")


def _mirrored(entry: dict[str, Any]) -> dict[str, Any]:
    """The same body on the other side of the midline."""
    other = dict(entry)
    if "centre" in entry:
        x, y, z = entry["centre"]
        other["centre"], other["angle_deg"] = [-x, y, z], -entry.get("angle_deg", 0.0)
    for key in ("nodes", "outline"):
        if key in entry:
            other[key] = [[-point[0], *point[1:]] for point in entry[key]]
    return other


def _ribs(ribs: dict[str, Any], material: dict[str, float]) -> Iterator[Part]:
    """Ribs as loops around the chest, from the spine over the side to the front."""
    for pair, lower in zip(ribs["pairs"], ribs["left_lower_mm"], strict=True):
        for side in (-1.0, 1.0):
            nodes = _rib_nodes(pair, ribs, side)
            nodes[:, 1] += lower * (side > 0) * np.linspace(0, 1, len(nodes))
            body = Tube(nodes, ribs["shell_mm"])
            yield from _shelled(pair["name"], body, "spongy bone", "soft", material)


def _rib_nodes(pair: dict[str, Any], ribs: dict[str, Any], side: float) -> NDArray[np.float64]:
    """Course of one rib: x = reach sin(phi), z = -depth cos(phi), y a parabola through head, side and end."""
    (head_x, head_y), (reach, side_y), (end_x, end_y) = pair["head"], pair["side"], pair["end"]
    start, quarter = np.arcsin(head_x / reach), np.pi / 2
    stop = np.pi - np.arcsin(end_x / reach) if pair.get("anterior", True) else np.arcsin(end_x / reach)
    phi = np.linspace(start, stop, 44)
    if pair.get("anterior", True):
        y = np.poly1d(np.polyfit((start, quarter, stop), (head_y, side_y, end_y), 2))(phi)
    else:
        y = head_y + (end_y - head_y) * (phi - start) / (stop - start)
    y = y - pair.get("hump_mm", ribs["hump_mm"]) * np.sin(np.clip(2 * phi, 0, np.pi)) ** 2
    height, thickness = ribs["height_mm"] / 2 * pair.get("size", 1.0), ribs["thickness_mm"] / 2
    # The flat of a rib faces outward: broad to the ray behind and in front, on edge at the side.
    broad = np.hypot(height * np.cos(phi), thickness * np.sin(phi)) * (1 - 0.25 * np.exp(-(((phi - start) / 0.2) ** 2)))
    broad = broad * np.where(phi > quarter, 1 + 0.18 * np.sin(phi - quarter), 1.0)
    deep = np.hypot(thickness * np.cos(phi), height * np.sin(phi))
    deep = deep * np.where(phi > quarter, 1 - 0.35 * np.sin(phi - quarter), 1.0)
    deep = deep * np.clip((stop - phi) / 0.22, 0.12, 1.0)  # the front end fades into cartilage
    depth = ribs["chest_depth_mm"] * min(reach / ribs["chest_reach_mm"], 1.0)
    return np.column_stack([side * reach * np.sin(phi), y, -depth * np.cos(phi), broad, deep / broad])


def _vertebrae(spine: dict[str, Any], material: dict[str, float]) -> Iterator[Part]:
    """The template's bodies, given in half-widths and half-heights, at every level."""
    for level in spine["levels"]:
        half_width, half_height = level["width_mm"] / 2, level["height_mm"] / 2
        scale = np.array([half_width, half_height])
        middle = np.array([level.get("x_mm", 0.0), level["y_mm"]])
        for entry in spine["template"]:
            placed = dict(entry)
            for key in ("outline", "nodes"):
                if key in entry:
                    placed[key] = [[*(np.array(p[:2]) * scale + middle), *p[2:]] for p in entry[key]]
            if "centre" in entry:
                x, y, z = entry["centre"]
                placed["centre"] = [*(np.array([x, y]) * scale + middle), z]
            name = f"{level['name']} {entry['name']}"
            yield from _shelled(name, _body(placed), entry["material"], entry["in"], material)
