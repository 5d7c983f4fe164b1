"""Typed settings: a dataclass, a YAML file over it, ``key=value`` words over that. Unknown keys are errors."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_type_hints

import yaml

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")


class ConfigError(ValueError):
    """A setting that does not exist or has the wrong type; the text says what would be right."""


def load_config(kind: type[T], file: Path | None, words: Sequence[str]) -> T:
    """Build ``kind`` (a dataclass, nested one level deep or more) from defaults, file and ``a.b=value`` words."""
    values: dict[str, Any] = (_parse(file.read_text(encoding="utf-8"), str(file)) or {}) if file else {}
    if not isinstance(values, dict):
        raise ConfigError(f"{file} must hold lines of the form key: value")
    for word in words:
        key, equals, text = word.partition("=")
        if not equals:
            raise ConfigError(f"{word!r} is not of the form key=value; write for example epochs=10")
        target = values
        *parents, last = key.split(".")
        for parent in parents:
            target = target.setdefault(parent, {})
            if not isinstance(target, dict):
                raise ConfigError(f"{word!r}: {parent} has a value of its own; write {parent}=value")
        target[last] = _parse(text, repr(word))
    return _change(kind(), values, "")


def _parse(text: str, where: str) -> Any:  # noqa: ANN401  YAML holds any type
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ConfigError(f"{where} is not YAML: {error}") from error


def _change(defaults: T, values: dict[str, Any], prefix: str) -> T:
    """``defaults`` with ``values`` over it: a group keeps the defaults of whoever holds it, not of its class."""
    hints = get_type_hints(type(defaults))
    changes: dict[str, Any] = {}
    for key, value in values.items():
        if key not in hints:
            near = difflib.get_close_matches(key, hints, n=1)
            hint = f"; did you mean {prefix}{near[0]}?" if near else f"; known: {', '.join(sorted(hints))}"
            raise ConfigError(f"unknown setting {prefix}{key}{hint}")
        changes[key] = _convert(hints[key], getattr(defaults, key), value, f"{prefix}{key}")
    return dataclasses.replace(defaults, **changes)


def _convert(hint: Any, default: Any, value: Any, name: str) -> Any:  # noqa: ANN401  the whole point is any type
    if dataclasses.is_dataclass(hint):
        if not isinstance(value, dict):
            raise ConfigError(f"{name} holds several settings; write {name}.<setting>=value")
        return _change(default, value, f"{name}.")
    if hint is float and isinstance(value, (int, str)) and not isinstance(value, bool):
        value = _number(value, name)
    if isinstance(hint, type) and (not isinstance(value, hint) or (hint is int and isinstance(value, bool))):
        raise ConfigError(f"{name} must be {hint.__name__}, got {value!r}")
    return value


def _number(value: int | str, name: str) -> float:
    """YAML reads 1e-4 as text, as its 1.1 grammar wants 1.0e-4."""
    try:
        return float(value)
    except ValueError as error:
        raise ConfigError(f"{name} must be a number, got {value!r}") from error
