"""How a worker's answers are written and read: JSON, and arrays beside it. Nothing that is read can run.

The program expects an answer of one type and reads it along that type's annotations: frozen dataclasses of numbers,
texts, choices, tuples and arrays, and nothing else. What does not fit is ``Nonsense``, as from a worker that a file
has taken over: no number that is not finite, no text of a megabyte, no array whose size was not allowed for.
"""

from __future__ import annotations

import json
import math
import types
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.errors import UserError

_TYPE = "is"  # a Python keyword, so that no field has this name
_LONGEST_TEXT = 1 << 16
_LARGEST_INT = 1 << 62
_MOST_ARRAYS, _MOST_DIMENSIONS = 64, 3
_DTYPES = {name: np.dtype(name) for name in ("uint8", "uint16", "bool")}

Arrays = Sequence[NDArray[Any]]
Decoder = Callable[[Any, Arrays], Any]
_T = TypeVar("_T")


class Nonsense(ValueError):
    """An answer that no honest worker gives."""


@dataclass(frozen=True)
class Found:
    """The next files of a search, what the user should know of archives and indexes there, and whether that is all.

    ``notices``: (path, text that names no file).
    """

    paths: tuple[Path, ...]
    notices: tuple[tuple[Path, str], ...]
    done: bool


@dataclass(frozen=True)
class Fault:
    """A bug that a job died of in the worker: the type of the exception and where, without its text."""

    kind: str
    place: str


# ---- in the worker ---------------------------------------------------------------------------------------------------


def write(value: object) -> tuple[bytes, list[NDArray[Any]]]:
    """A value, a UserError or a Fault as a message, and the arrays that go beside it.

    Raises ValueError for a number that is not finite and TypeError for what cannot be written.
    """
    arrays: list[NDArray[Any]] = []
    if isinstance(value, UserError):
        document: dict[str, object] = {"error": [value.found, value.expected, value.remedy, value.code]}
    elif isinstance(value, Fault):
        document = {"fault": [value.kind, value.place]}
    else:
        document = {"value": _plain(value, arrays)}
        document["arrays"] = [[array.dtype.name, list(array.shape)] for array in arrays]
    return json.dumps(document, allow_nan=False, separators=(",", ":")).encode("ascii"), arrays


def _plain(value: object, arrays: list[NDArray[Any]]) -> object:
    if value is None or isinstance(value, bool | str | int | float):
        return value.item() if isinstance(value, np.generic) else value
    if isinstance(value, np.generic):
        return _plain(value.item(), arrays)
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, tuple | list):
        return [_plain(item, arrays) for item in value]
    if isinstance(value, np.ndarray):
        arrays.append(np.ascontiguousarray(value))
        return len(arrays) - 1
    if is_dataclass(value):
        return {_TYPE: type(value).__name__} | {f.name: _plain(getattr(value, f.name), arrays) for f in fields(value)}
    raise TypeError(f"{type(value).__name__} is nothing that a worker answers")


# ---- in the program --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Reply:
    """A message taken apart, its value not yet looked at. ``arrays``: allocated, to be filled by the caller."""

    value: object
    arrays: tuple[NDArray[Any], ...]
    outcome: UserError | Fault | None = None


def open_reply(message: bytes, array_bytes: int) -> Reply:
    """Take a message apart. Raises Nonsense, also where its arrays have more than ``array_bytes``."""
    try:
        document = json.loads(message)
    except (ValueError, RecursionError) as error:
        raise Nonsense("not JSON") from error
    if not isinstance(document, dict):
        raise Nonsense("not an object")
    if "error" in document:
        found, expected, remedy, code = _texts(document["error"], 4)
        return Reply(None, (), UserError(found, expected, remedy, code=code))
    if "fault" in document:
        return Reply(None, (), Fault(*_texts(document["fault"], 2)))
    return Reply(document.get("value"), _allocate(document.get("arrays"), array_bytes))


def read(hint: Any, reply: Reply) -> Any:  # noqa: ANN401 - of the type that ``hint`` says
    """The value of a reply as ``hint`` (a dataclass, usually) describes it. Raises Nonsense."""
    try:
        return _decoder(hint)(reply.value, reply.arrays)
    except Nonsense:
        raise
    except (TypeError, ValueError, LookupError, OverflowError) as error:
        raise Nonsense(type(error).__name__) from error


def _texts(values: object, count: int) -> tuple[str, ...]:
    if not isinstance(values, list) or len(values) != count:
        raise Nonsense("texts")
    return tuple(_text(value, ()) for value in values)


def _allocate(specifications: object, array_bytes: int) -> tuple[NDArray[Any], ...]:
    """Empty arrays of the sizes that were announced; nothing is allocated before all of them are known to fit."""
    if not isinstance(specifications, list) or len(specifications) > _MOST_ARRAYS:
        raise Nonsense("arrays")
    wanted: list[tuple[tuple[int, ...], np.dtype[Any]]] = []
    for specification in specifications:
        if not isinstance(specification, list) or len(specification) != 2 or specification[0] not in _DTYPES:
            raise Nonsense("array")
        shape = specification[1]
        if not isinstance(shape, list) or not 1 <= len(shape) <= _MOST_DIMENSIONS:
            raise Nonsense("shape")
        if not all(type(size) is int and 1 <= size <= array_bytes for size in shape):
            raise Nonsense("size")
        dtype = _DTYPES[specification[0]]
        array_bytes -= math.prod(shape) * dtype.itemsize
        if array_bytes < 0:
            raise Nonsense("too many pixels")
        wanted.append((tuple(shape), dtype))
    return tuple(np.empty(shape, dtype) for shape, dtype in wanted)


@cache
def _decoder(hint: Any) -> Decoder:  # noqa: ANN401 - annotations are of many types
    """What reads a value of this annotation."""
    simple = {bool: _bool, int: _int, float: _float, str: _text, Path: _path, type(None): _none}
    if isinstance(hint, type) and hint in simple:
        return simple[hint]
    if isinstance(hint, type) and is_dataclass(hint):
        return _dataclass_decoder(hint)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return _choice_decoder(arguments)
    if origin in (Union, types.UnionType):
        return _union_decoder(arguments)
    if origin is tuple:
        return _tuple_decoder(arguments)
    if origin is np.ndarray:
        return _array_decoder(np.dtype(get_args(arguments[1])[0]))
    raise TypeError(f"no answer has a {hint}")


def _bool(value: Any, _: Arrays) -> bool:  # noqa: ANN401 - as JSON gives it, here and below
    return _of(bool, value)


def _int(value: Any, _: Arrays) -> int:  # noqa: ANN401
    if abs(_of(int, value)) > _LARGEST_INT:
        raise Nonsense("int")
    return int(value)


def _float(value: Any, _: Arrays) -> float:  # noqa: ANN401
    number = float(value if type(value) is float else _int(value, ()))
    if not math.isfinite(number):
        raise Nonsense("not finite")
    return number


def _text(value: Any, _: Arrays) -> str:  # noqa: ANN401
    if len(_of(str, value)) > _LONGEST_TEXT:
        raise Nonsense("text")
    return str(value)


def _path(value: Any, _: Arrays) -> Path:  # noqa: ANN401
    return Path(_text(value, ()))


def _none(value: Any, _: Arrays) -> None:  # noqa: ANN401
    if value is not None:
        raise Nonsense("None")


def _of(kind: type[_T], value: object) -> _T:
    """``value`` if it is exactly of this type: True is no number here."""
    if type(value) is not kind:
        raise Nonsense(kind.__name__)
    return value


def _choice_decoder(choices: tuple[object, ...]) -> Decoder:
    def decode(value: Any, _: Arrays) -> Any:  # noqa: ANN401
        if type(value) is not str or value not in choices:
            raise Nonsense("choice")
        return value

    return decode


def _union_decoder(members: tuple[Any, ...]) -> Decoder:
    """``X | None``, or one of several dataclasses, told apart by name."""
    if type(None) in members:
        rest = [member for member in members if member is not type(None)]
        some = _decoder(Union[tuple(rest)])  # noqa: UP007 - built from a tuple
        return lambda value, arrays: None if value is None else some(value, arrays)
    named = {member.__name__: _decoder(member) for member in members}
    return lambda value, arrays: named[_of(dict, value)[_TYPE]](value, arrays)


def _tuple_decoder(items: tuple[Any, ...]) -> Decoder:
    if items[-1] is Ellipsis:
        every = _decoder(items[0])
        return lambda value, arrays: tuple(every(item, arrays) for item in _of(list, value))
    decoders = [_decoder(item) for item in items]

    def decode(value: Any, arrays: Arrays) -> tuple[Any, ...]:  # noqa: ANN401
        return tuple(one(item, arrays) for one, item in zip(decoders, _of(list, value), strict=True))

    return decode


def _array_decoder(dtype: np.dtype[Any]) -> Decoder:
    def decode(value: Any, arrays: Arrays) -> NDArray[Any]:  # noqa: ANN401
        index = _of(int, value)
        if not 0 <= index < len(arrays) or arrays[index].dtype != dtype:
            raise Nonsense("array")
        # a truth value in memory that is neither 0 nor 1 would do odd things
        return arrays[index].view(np.uint8) != 0 if dtype == np.bool_ else arrays[index]

    return decode


def _dataclass_decoder(kind: type) -> Decoder:
    hints = get_type_hints(kind)
    decoders = {field.name: _decoder(hints[field.name]) for field in fields(kind)}
    keys = {_TYPE, *decoders}

    def decode(value: Any, arrays: Arrays) -> Any:  # noqa: ANN401
        if _of(dict, value).keys() != keys or value[_TYPE] != kind.__name__:
            raise Nonsense(kind.__name__)
        return kind(**{name: decoder(value[name], arrays) for name, decoder in decoders.items()})

    return decode
