"""Frozen dataclasses to JSON values and back, and the one form of bytes that is hashed.

What is signed, journalled or chained must give the same bytes on every computer and in every later version, so there
is one canonical form: JSON, keys sorted, no spaces, ASCII only, no NaN.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import math
import types
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Literal, TypeAlias, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Plain: TypeAlias = bool | int | float | str | list["Plain"] | dict[str, "Plain"] | None
T = TypeVar("T")


def canonical(plain: Plain) -> bytes:
    """The bytes that are hashed. Raises ValueError for NaN and infinity.

    >>> canonical({"b": [1, 2.5], "a": "\u00e9"})
    b'{"a":"\\\\u00e9","b":[1,2.5]}'
    """
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
    return text.encode("ascii")


def digest(data: bytes) -> str:
    """sha256 in hex."""
    return hashlib.sha256(data).hexdigest()


def to_plain(value: object) -> Plain:
    """Frozen dataclasses, mappings with text keys, tuples and scalars as JSON values. Raises TypeError.

    Whole floats become integers, as in RFC 8785: equal values give equal bytes, whether a tool handed in 1 or 1.0.
    """
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {_text(key): to_plain(item) for key, item in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    raise TypeError(f"{type(value).__name__} has no plain form")


def from_plain(kind: type[T], plain: Plain) -> T:
    """The inverse of ``to_plain``, strict: a missing, unknown or wrongly typed field raises ValueError.

    A union of dataclasses is told apart by the default of their field ``kind``.
    """
    return cast(T, _build(kind, plain))


def _build(kind: Any, plain: Plain) -> object:  # noqa: ANN401 - a type expression has no type of its own
    origin = get_origin(kind)
    if origin is Literal:
        return _wanted(plain in get_args(kind), plain, kind)
    if origin in (Union, types.UnionType):
        return _member(get_args(kind), plain, kind)
    if origin is tuple:
        return _tuple(get_args(kind), plain, kind)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        values = cast(dict[str, Plain], _wanted(isinstance(plain, dict), plain, kind))
        return {key: _build(get_args(kind)[1], item) for key, item in values.items()}
    if dataclasses.is_dataclass(kind):
        return _dataclass(kind, plain)
    if kind is float:
        number = _wanted(type(plain) in (int, float) and math.isfinite(cast(float, plain)), plain, kind)
        return float(cast(float, number))
    return _wanted(type(plain) is kind, plain, kind)


def _member(kinds: tuple[Any, ...], plain: Plain, union: object) -> object:
    if plain is None:
        return _wanted(type(None) in kinds, plain, union)
    rest = [kind for kind in kinds if kind is not type(None)]
    if isinstance(plain, dict) and len(rest) > 1:
        tagged = [kind for kind in rest if getattr(kind, "kind", None) == plain.get("kind")]
        _wanted(len(tagged) == 1, plain, union)
        return _build(tagged[0], plain)
    for kind in rest[:-1]:
        try:
            return _build(kind, plain)
        except ValueError:
            continue
    return _build(rest[-1], plain)


def _tuple(kinds: tuple[Any, ...], plain: Plain, whole: object) -> tuple[object, ...]:
    items = cast(list[Plain], _wanted(isinstance(plain, list), plain, whole))
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_build(kinds[0], item) for item in items)
    _wanted(len(items) == len(kinds), plain, whole)
    return tuple(_build(kind, item) for kind, item in zip(kinds, items, strict=True))


def _dataclass(kind: Any, plain: Plain) -> object:  # noqa: ANN401
    values = cast(dict[str, Plain], _wanted(isinstance(plain, dict), plain, kind))
    hints = _hints(kind)
    _wanted(set(values) <= set(hints), plain, kind)
    try:
        return kind(**{name: _build(hints[name], item) for name, item in values.items()})
    except TypeError as error:  # a field without a default is missing
        raise ValueError(f"{kind.__name__} is incomplete") from error


@lru_cache(maxsize=256)
def _hints(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in dataclasses.fields(kind) if field.init}


def _wanted(good: bool, plain: Plain, kind: object) -> Plain:
    """The value where it is good; else an error that does not repeat it, for it may be a patient's."""
    if not good:
        raise ValueError(f"a {type(plain).__name__} does not fit {getattr(kind, '__name__', kind)}")
    return plain


def _text(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError("the keys of a plain mapping are texts")
    return key
