"""Typed reading of a JSON object that somebody else wrote: every complaint names the place."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import NoReturn


class ManifestError(ValueError):
    """What is wrong in a ``model.json`` and where, e.g. ``tasks[0].labels[1].column: expected an integer``."""


def parse_json(text: str | bytes) -> object:
    """The JSON value; no NaN or Infinity, no nesting beyond Python's stack. Raises ManifestError."""
    try:
        return json.loads(text, parse_constant=_no_constant)
    except ManifestError:
        raise
    except (ValueError, RecursionError) as error:  # also: not UTF-8, an integer of thousands of digits
        raise ManifestError("the file: expected JSON") from error


def _no_constant(name: str) -> NoReturn:
    raise ManifestError(f"the file: expected JSON, which has no {name}")


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
        value = _finite(self._value.get(key))
        if value is None:
            raise self.fail(key, "a finite number")
        return value

    def share(self, key: str) -> float:
        """A number from 0 to 1."""
        value = self.number(key)
        if not 0 <= value <= 1:
            raise self.fail(key, "a number from 0 to 1")
        return value

    def optional_number(self, key: str) -> float | None:
        """A finite number, or None where the key is absent or null."""
        return self.number(key) if self.has(key) else None

    def integer(self, key: str, low: int, high: int) -> int:
        """An integer in low..high."""
        value = self._value.get(key)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise self.fail(key, f"an integer from {low} to {high}")
        return value

    def count(self, key: str) -> int:
        """How many there are of something."""
        return self.integer(key, 0, 1_000_000_000)

    def flag(self, key: str) -> bool:
        """A boolean; absent is false."""
        value = self._value.get(key, False)
        if not isinstance(value, bool):
            raise self.fail(key, "true or false")
        return value

    def node(self, key: str) -> Node:
        """An object."""
        return Node(self._value.get(key), f"{self.where}.{key}".lstrip("."))

    def nodes(self, key: str, least: int = 1) -> list[Node]:
        """A list of ``least`` or more objects; with ``least`` 0, absent is empty."""
        value = self._value.get(key, [] if least == 0 else None)
        if not isinstance(value, list) or len(value) < least:
            raise self.fail(key, f"a list of at least {least} object(s)")
        place = f"{self.where}.{key}".lstrip(".")
        return [Node(item, f"{place}[{i}]") for i, item in enumerate(value)]

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings; absent is empty."""
        value = self._value.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.fail(key, "a list of texts")
        return tuple(str(item) for item in value)

    def numbers(self, key: str, count: int | None = None) -> tuple[float, ...] | None:
        """``count`` finite numbers (any number of them without it), or None where the key is absent or null."""
        value = self._value.get(key)
        if value is None:
            return None
        numbers = [_finite(item) for item in value] if isinstance(value, list) else [None]
        if None in numbers or (count is not None and len(numbers) != count):
            raise self.fail(key, f"{count if count is not None else 'a list of'} finite numbers")
        return tuple(number for number in numbers if number is not None)

    def interval(self, key: str) -> tuple[float, ...]:
        """Point, low, high."""
        value = self.numbers(key, 3)
        if value is None:
            raise self.fail(key, "3 finite numbers: point, low, high")
        return value

    def mapping(self, key: str) -> Mapping[str, object]:
        """A free-form object; absent is empty."""
        value = self._value.get(key, {})
        if not isinstance(value, dict):
            raise self.fail(key, "an object")
        return value


def _finite(value: object) -> float | None:
    """As a float; None for what is no number, not finite or beyond a float."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:  # JSON integers have no limit
        return None
    return number if math.isfinite(number) else None
