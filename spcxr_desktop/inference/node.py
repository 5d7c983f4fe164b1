"""Typed reading of a JSON object that somebody else wrote: every complaint names the place."""

from __future__ import annotations

import math
from collections.abc import Mapping


class ManifestError(ValueError):
    """What is wrong in a ``model.json`` and where, e.g. ``tasks[0].labels[1].column: expected an integer``."""


class Node:
    """One JSON object and its place in the file."""

    def __init__(self, value: object, where: str = "") -> None:
        if not isinstance(value, dict):
            raise ManifestError(f"{where or 'the file'}: expected an object")
        self._value: dict[str, object] = value
        self.where = where

    def fail(self, key: str, expected: str) -> ManifestError:
        """The error to raise about ``key``."""
        return ManifestError(f"{self.where}.{key}: expected {expected}".lstrip("."))

    def has(self, key: str) -> bool:
        """Whether the key is there and not null."""
        return self._value.get(key) is not None

    def text(self, key: str, default: str | None = None) -> str:
        """A string; non-empty unless a default is given."""
        value = self._value.get(key, default)
        if not isinstance(value, str) or (not value and default is None):
            raise self.fail(key, "a text")
        return value

    def number(self, key: str) -> float:
        """A finite number."""
        value = self._value.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise self.fail(key, "a finite number")
        return float(value)

    def integer(self, key: str, low: int, high: int) -> int:
        """An integer in low..high."""
        value = self._value.get(key)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise self.fail(key, f"an integer from {low} to {high}")
        return value

    def flag(self, key: str) -> bool:
        """A boolean; absent is false."""
        value = self._value.get(key, False)
        if not isinstance(value, bool):
            raise self.fail(key, "true or false")
        return value

    def node(self, key: str) -> Node:
        """An object."""
        return Node(self._value.get(key), f"{self.where}.{key}".lstrip("."))

    def nodes(self, key: str) -> list[Node]:
        """A list of one or more objects."""
        value = self._value.get(key)
        if not isinstance(value, list) or not value:
            raise self.fail(key, "a list of at least one object")
        place = f"{self.where}.{key}".lstrip(".")
        return [Node(item, f"{place}[{i}]") for i, item in enumerate(value)]

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings; absent is empty."""
        value = self._value.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.fail(key, "a list of texts")
        return tuple(str(item) for item in value)

    def numbers(self, key: str, count: int) -> tuple[float, ...] | None:
        """``count`` finite numbers, or None where the key is absent or null."""
        value = self._value.get(key)
        if value is None:
            return None
        numeric = isinstance(value, list) and all(isinstance(v, int | float) and math.isfinite(v) for v in value)
        if not isinstance(value, list) or not numeric or len(value) != count:
            raise self.fail(key, f"{count} finite numbers")
        return tuple(float(v) for v in value)

    def mapping(self, key: str) -> Mapping[str, object]:
        """A free-form object; absent is empty."""
        value = self._value.get(key, {})
        if not isinstance(value, dict):
            raise self.fail(key, "an object")
        return value
