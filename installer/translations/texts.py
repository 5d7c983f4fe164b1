"""Finds the English texts of the program in its source: what a user may read, as templates with numbered places.

``ui`` and ``app`` hold nothing but texts and names, so there every literal that reads like words is taken. The rooms
below speak to users through UserError, Gate and notes alone: whole sentences, what is given to their constructors,
and the notes of the modules in NOTES. An f-string becomes a template: "The header claims %1 x %2 pixels."; "%L1" is
a number, written the way of the language. A place whose value is text of the program too is translated with it:
from anywhere ("any": a part of a UserError) or only from the same module ("here").
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

PACKAGE = "spcxr_desktop"
# Command-line verbs and the objects and pages that leave the program, which stay English; looks; formats; what no
# reader of films sees.
SKIPPED = re.compile(
    r"(cli|__main__|app/(doctor|doctor_codecs|\w+_command|analyze|batch\w*|render|models|model_install|overlay|results|"
    r"reading|fhir\w*|page\w*|burned|csv_export)|"
    r"ui/(theme|style|icons|"
    r"environment|collector|single_instance|translation)|store/(schema|audit|review_audit|logs|paths)|domain/phantom.*|"
    r"dicom/(write_phantom|worker|wire|link|jobs))\.py"
)
NOTES = re.compile(
    r"dicom/(charset|colour|dicomdir|geometry|grey_rule|overlays|pixel_header|pixels|plain|syntaxes|read|scan|shutters)|"
    r"domain/(auto_window|findings|judgements|masks|measure|radiograph|reconcile|duplicates|pairing|annotations|review)|"
    r"domain/editing/labels|"
    r"store/(settings|quota|salvage)|"
    r"inference/(manifest|node|package|session)"
)
VOCABULARIES = re.compile(r"domain/(zones|editing/terminology)")  # lists of words that are shown one by one
_HALF_WORDS = {"right", "left", "upper", "mid", "lower"}  # what such words are put together from
_REASONS = re.compile(r"inference/(manifest|node|package|session)")  # their ValueErrors become part of a UserError
# Calls whose arguments are no texts, and errors that are bugs and reach no user.
NO_TEXT = {
    "setObjectName", "icon", "pixmap", "picture", "boxed", "getattr", "hasattr", "setProperty", "findChild", "compile",
    "getLogger", "event", "start", "import_module", "encode", "execute", "startswith", "endswith", "removesuffix",
    "removeprefix", "QKeySequence", "fromString", "fullmatch", "match", "sub", "split", "strftime", "Shortcut",
    "TypeVar", "field", "log", "fault", "setFamily", "QColor", "mkPen", "begin", "get", "setStyleSheet", "ByteString",
}  # fmt: skip
TEXT_ERRORS = {"UserError"}
SPEAKERS = {"UserError", "Gate", "Notice", "Fault", "_refuse", "_bad", "MaskLabel", "Measurement"}
TEXT_NAMES = {
    "found", "expected", "remedy", "text", "title", "unit", "plane", "verb", "reason", "warning", "undo_name",
    "redo_name",
}  # fmt: skip
_NO_TEXT_KEYWORDS = {"code", "icon", "keys", "id", "name", "graphic_type"}
_WORD = re.compile(r"[A-Za-zµ]{2}")
_SENTENCE = re.compile(r"[A-Z0-9%].* .*[.!?…]$", re.DOTALL)
_NOT_WORDS = re.compile(
    r"[a-z0-9_.:/%-]+|#\w+|[\w+]+\+[\w.+]+|F\d+|[A-Z0-9_]+|[A-Za-z]+[A-Z]\w*|%\S*|_T .*|<.*|.*\{ \S+: .*|"
    r"SPCXR|spcxr-.*|License\b.*|Classifier|Python|PySide6-.*|[A-Za-z]+-\d\.\d|"
    r"(ISO|SELECT|WHERE|INSERT|UPDATE|DELETE|PRAGMA|AND|BEGIN|CREATE)[ _].*", re.DOTALL)
_FORMAT = re.compile(r"\{(\w+)(?::([^}]*))?\}")  # a place of str.format


@dataclass(frozen=True)
class Slot:
    """A place in a template. ``number``: written the language's way. ``nested``: "", "here" or "any"."""

    number: bool = False
    nested: str = ""


@dataclass
class Text:
    """A template, the modules that say it, and its places whose values are texts too."""

    source: str
    modules: set[str] = field(default_factory=set)
    nested: dict[str, str] = field(default_factory=dict)


Parts = tuple[str | Slot, ...]


def texts_of(root: Path) -> dict[str, Text]:
    """Every template below ``root``, by its source."""
    out: dict[str, Text] = {}

    def take(module: str, parts: Parts) -> None:
        source, nested = template(parts)
        text = out.setdefault(source, Text(source))
        text.modules.add(module)
        text.nested.update(nested)

    for path in sorted((root / PACKAGE).rglob("*.py")):
        place = path.relative_to(root / PACKAGE).as_posix()
        if not SKIPPED.fullmatch(place):
            for parts in _Module(place, ast.parse(path.read_text(encoding="utf-8"))).texts():
                take(place.removesuffix(".py"), parts)
    for path in sorted((root / "resources" / "models").glob("*/model.json")):
        for title in _package_texts(json.loads(path.read_text(encoding="utf-8"))):
            take(f"resources/models/{path.parent.name}", (title,))
    return out


def template(parts: Parts) -> tuple[str, dict[str, str]]:
    """Parts -> source and nested places by number."""
    source, nested, number = "", {}, 0
    for part in parts:
        if isinstance(part, str):
            source += part
            continue
        number += 1
        source += f"%L{number}" if part.number else f"%{number}"
        if part.nested:
            nested[str(number)] = part.nested
    if number > 9:
        raise ValueError(f"a text has at most nine places: {source[:80]}")
    return source, nested


def _package_texts(manifest: dict[str, object]) -> Iterator[str]:
    """Titles of labels and structures, what was not looked for, and what its card says in sentences."""
    stack: list[object] = [manifest.get("tasks"), manifest.get("structures")]
    while stack:
        item = stack.pop()
        if isinstance(item, dict):
            if isinstance(item.get("title"), str):
                yield item["title"]
            stack += item.values()
        elif isinstance(item, list):
            stack += item
    licence = manifest.get("licence")
    if isinstance(licence, str) and " " in licence:
        yield licence
    intended_use = manifest.get("intended_use")
    if isinstance(intended_use, str):
        yield intended_use
    for key in ("not_assessed", "limits", "known_failures", "not_evaluable"):
        listed = manifest.get(key)
        yield from (listed if isinstance(listed, list) else ())


class _Module:
    """One source file."""

    def __init__(self, place: str, tree: ast.Module) -> None:
        self._place, self._tree = place, tree
        self._parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
        self._speaks = place.startswith(("ui/", "app/")) or VOCABULARIES.match(place) is not None

    def texts(self) -> Iterator[Parts]:
        """Every template that reads like a text of the program."""
        for node in ast.walk(self._tree):
            if not isinstance(node, ast.Constant | ast.JoinedStr | ast.BinOp) or self._is_inner(node):
                continue
            if isinstance(node, ast.Constant) and not isinstance(node.value, str):
                continue
            if isinstance(node, ast.BinOp) and not _adds_text(node):
                continue
            context = self._context(node)
            if VOCABULARIES.match(self._place) and isinstance(node, ast.JoinedStr):
                continue
            if context != "none":
                yield from (parts for parts in self._variants(node) if self._reads_like_text(parts, context))

    def _is_inner(self, node: ast.expr) -> bool:
        """A part of another text; conditions and values of places are looked at by themselves."""
        parent = self._parents.get(node)
        if isinstance(parent, ast.JoinedStr) or (isinstance(parent, ast.BinOp) and _adds_text(parent)):
            return True
        if isinstance(parent, ast.FormattedValue) and node is parent.format_spec:
            return True
        if isinstance(parent, ast.IfExp) and parent.test is not node:  # a variant of the f-string around it
            above = self._parents.get(parent)
            return isinstance(above, ast.FormattedValue) or (isinstance(above, ast.BinOp) and _adds_text(above))
        return False

    def _context(self, node: ast.AST) -> str:
        """ "speaker" inside UserError(...) and the like, "action", "none" where no text can be, else ""."""
        child, parent = node, self._parents.get(node)
        if isinstance(parent, ast.BoolOp) and isinstance(self._parents.get(parent), ast.FormattedValue):
            return "speaker"  # {view or 'unknown'}
        while parent is not None and not isinstance(parent, ast.stmt):
            if isinstance(parent, ast.Call) and child is not parent.func:
                called = _name(parent.func)
                if called in SPEAKERS:
                    return "none" if _is_word(node) else "speaker"
                if called == "tr":
                    return "speaker"
                if called == "Action":
                    titled = child in parent.args[1:3] or getattr(child, "arg", "") == "title"
                    return "action" if titled else "none"
                if called in NO_TEXT or (called.endswith("Error") and not _REASONS.match(self._place)):
                    return "none"
            if isinstance(parent, ast.Compare) or (isinstance(parent, ast.Subscript) and child is parent.slice):
                return "none"
            if isinstance(parent, ast.keyword) and parent.arg in _NO_TEXT_KEYWORDS:
                return "none"
            if isinstance(parent, ast.Dict) and child in parent.keys:
                return "none"
            child, parent = parent, self._parents.get(parent)
        return self._of_statement(node, parent)

    def _of_statement(self, node: ast.AST, statement: ast.AST | None) -> str:
        if isinstance(statement, ast.Expr) and statement.value is node:  # a docstring
            return "none"
        if isinstance(statement, ast.Raise):
            return "" if _raised(statement) in TEXT_ERRORS or _REASONS.match(self._place) else "none"
        if isinstance(statement, ast.Assert | ast.ImportFrom):
            return "none"
        if isinstance(statement, ast.Assign) and _name(statement.targets[0]) == "__all__":
            return "none"
        if isinstance(statement, ast.AnnAssign) and node is statement.annotation:
            return "none"
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            arguments = ast.walk(statement.args) if isinstance(statement, ast.FunctionDef) else iter(())
            return "" if node in arguments else "none"
        return ""

    def _reads_like_text(self, parts: Parts, context: str) -> bool:
        words = "".join(part if isinstance(part, str) else "%" for part in parts)
        if context in ("speaker", "action"):
            return bool(re.search(r"[A-Za-z]", words))
        if not _WORD.search(words.replace("%", "")):
            return False
        if self._place == "ui/strings.py" and re.fullmatch(r"[a-z]{3,}", words):
            return True
        if self._place.startswith("ui/") and re.fullmatch(r"(?!SPCXR)[A-Z]{5,}", words):
            return True
        if VOCABULARIES.match(self._place) and re.fullmatch(r"[a-z]+", words):
            return words not in _HALF_WORDS
        if _NOT_WORDS.fullmatch(words.strip()) and not words.startswith(" "):
            return False
        if self._speaks:
            return " " in words or words[:1].isupper() or words.endswith("…")
        if _SENTENCE.match(words):
            return True
        return " " in words.strip() and bool(NOTES.match(self._place))

    def _variants(self, node: ast.expr) -> Iterator[Parts]:
        """The templates an expression can make: conditions between literals are followed both ways."""
        choices = list(self._pieces(node))
        for chosen in product(*choices):
            joined: list[str | Slot] = []
            for part in chosen:
                if isinstance(part, str) and joined and isinstance(joined[-1], str):
                    joined[-1] += part
                elif part != "":
                    joined.append(part)
            yield tuple(joined)

    def _pieces(self, node: ast.expr) -> Iterator[tuple[str | Slot, ...]]:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            pieces = _FORMAT.split(node.value)
            yield (pieces[0],)
            for name, spec, literal in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
                yield (Slot(bool(spec), "any" if name in TEXT_NAMES else ""),)
                yield (literal,)
        elif isinstance(node, ast.JoinedStr):
            for value in node.values:
                yield from self._pieces(value)
        elif isinstance(node, ast.BinOp) and _adds_text(node):
            yield from self._pieces(node.left)
            yield from self._pieces(node.right)
        elif isinstance(node, ast.FormattedValue):
            spec = ast.unparse(node.format_spec) if node.format_spec else ""
            literals = _literal_branches(node.value)
            yield tuple(literals) if literals else (self._slot(node.value, bool(re.search(r"[,d%f]", spec[2:-1]))),)
        else:
            literals = _literal_branches(node)
            yield tuple(literals) if literals else (self._slot(node, False),)

    def _slot(self, value: ast.expr, number: bool) -> Slot:
        if number or isinstance(value, ast.BinOp) or (isinstance(value, ast.Call) and _name(value.func) == "len"):
            return Slot(number=True)
        if isinstance(value, ast.Attribute):
            return Slot(nested="any" if value.attr in TEXT_NAMES else "")
        if isinstance(value, ast.Name) and self._is_text(value):
            return Slot(nested="any")
        if isinstance(value, ast.Name):
            return Slot(nested="here" if self._holds_words(value) else "")
        if isinstance(value, ast.Call) and _name(value.func) in TEXT_NAMES:
            return Slot(nested="any")
        return Slot(nested="here" if _own_words(value) else "")

    def _holds_words(self, name: ast.Name) -> bool:
        """Whether the function assigns words of its own to this name."""
        for node in ast.walk(self._scope(name)):
            targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
            value = getattr(node, "value", None) or getattr(node, "iter", None)
            if isinstance(value, ast.expr) and any(_binds(target, name.id) for target in targets) and _own_words(value):
                return True
        return False

    def _is_text(self, name: ast.Name) -> bool:
        """Whether the function takes this name from an attribute that holds a text."""
        if name.id in TEXT_NAMES:
            return True
        assigned = (node for node in ast.walk(self._scope(name)) if isinstance(node, ast.Assign))
        values = (node.value for node in assigned if any(_binds(target, name.id) for target in node.targets))
        return any(isinstance(value, ast.Attribute) and value.attr in TEXT_NAMES for value in values)

    def _scope(self, node: ast.AST) -> ast.AST:
        """The function around a node, or the module."""
        scope: ast.AST | None = node
        while scope is not None and not isinstance(scope, ast.FunctionDef | ast.Module):
            scope = self._parents.get(scope)
        return scope or self._tree


def _is_word(node: ast.AST) -> bool:
    """An id, not a text."""
    return isinstance(node, ast.Constant) and re.fullmatch(r"[a-z0-9_]*", str(node.value)) is not None


def _binds(target: ast.AST | None, name: str) -> bool:
    return target is not None and any(isinstance(part, ast.Name) and part.id == name for part in ast.walk(target))


def _own_words(value: ast.expr) -> bool:
    """An expression with a literal of words in it, or a call of a private helper."""
    for node in ast.walk(value):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _WORD.search(node.value):
            return True
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id.startswith("_"):
            return True
    return False


def _literal_branches(value: ast.expr) -> list[str]:
    """Both strings of ``a if test else b``, if they are strings."""
    if not isinstance(value, ast.IfExp):
        return []
    branches = [value.body, value.orelse]
    return [b.value for b in branches if isinstance(b, ast.Constant) and isinstance(b.value, str)] if all(
        isinstance(b, ast.Constant) and isinstance(b.value, str) for b in branches
    ) else []  # fmt: skip


def _adds_text(node: ast.BinOp) -> bool:
    sides = (node.left, node.right)
    return isinstance(node.op, ast.Add) and any(
        isinstance(side, ast.JoinedStr)
        or (isinstance(side, ast.Constant) and isinstance(side.value, str))
        or (isinstance(side, ast.BinOp) and _adds_text(side))
        for side in sides
    )


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _raised(statement: ast.Raise) -> str:
    return _name(statement.exc.func) if isinstance(statement.exc, ast.Call) else ""
