"""English and German complete: whatever the program can say is found in its source and stands translated in the .ts."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator

from installer.translations.__main__ import FOLDER, ROOT, compile_ts, read_ts, templates_json, write_ts
from installer.translations.texts import Text, texts_of
from spcxr_desktop.app.actions import ACTIONS, GESTURES, MENUS
from spcxr_desktop.inference.gates import Gate
from spcxr_desktop.ui import strings, translation

TS = FOLDER / "spcxr_de.ts"
SLOT = re.compile(r"%L?\d")
# The same in both languages: names, abbreviations and words that German took over.
SAME = re.compile(
    r"[^A-Za-z]*(%\S+|SPCXR|DICOM|Layout|Text|Ellipse|Phantom|Overlay|Name|LUT|Zoom|px|mm²?|cm²|ID|sha256|Pneumothorax|"
    r"pneumothorax|JPEG XL|JPEG XL Lossless|JPEG XL JPEG Recompression|Deflated Image Frame Compression|"
    r"HTML|PDF|CSV|csv|PHANTOM|Double Float|PALETTE COLOR|cm|mm|AUROC|Dice|Polygon|Lasso|Livewire|"
    r"Aorta|Trachea|Mediastinum|Schema|Host|Port|Hash|DIMSE|Token|UTC|system account|not committed|"
    r"Patient|COVID|English|Deutsch|Status|pdf|html|spcxr-keys|spcxr-monitoring|[^A-Za-z]+)*[^A-Za-z]*"
)
# Methods of Qt that show a text. What they are given as a literal must have gone through tr.
SHOW = {
    "setText", "setToolTip", "setAccessibleName", "setAccessibleDescription", "setWindowTitle", "setPlaceholderText",
    "setTitle", "addTab", "setStatusTip", "addItem", "addMenu", "setWhatsThis", "setHeaderLabels", "QPushButton",
    "QCheckBox", "QRadioButton", "QGroupBox", "QAction", "QToolBar", "QDockWidget", "setSuffix", "setPrefix",
    "setSpecialValueText", "getOpenFileNames", "getExistingDirectory", "getSaveFileName", "drawText", "QLabel",
}  # fmt: skip


@pytest.fixture(scope="module")
def texts() -> dict[str, Text]:
    return texts_of(ROOT)


@pytest.fixture(scope="module")
def german() -> dict[str, str]:
    return read_ts(TS)


def test_every_text_of_the_source_is_translated(texts: dict[str, Text], german: dict[str, str]) -> None:
    missing = {source: sorted(text.modules) for source, text in texts.items() if source not in german}
    assert not missing, "run make translations and translate what is unfinished in spcxr_de.ts"


def test_no_message_is_unfinished_fuzzy_or_left_over(texts: dict[str, Text]) -> None:
    for message in ET.parse(TS).getroot().iter("message"):
        translation_ = message.find("translation")
        assert translation_ is not None and translation_.get("type") is None, message.findtext("source")
        assert message.findtext("source") in texts


def test_the_compiled_files_are_those_of_the_source(
    texts: dict[str, Text], german: dict[str, str], tmp_path: Path
) -> None:
    assert (FOLDER / "templates.json").read_text(encoding="utf-8") == templates_json(texts), "run make translations"
    compile_ts(TS, tmp_path / "spcxr_de.qm")
    for folder in (tmp_path, FOLDER):  # what Qt's tool makes now, and what is shipped
        shipped = QTranslator()
        assert shipped.load("spcxr_de.qm", str(folder))
        odd = [source for source, text in german.items() if shipped.translate(translation.CONTEXT, source) != text]
        assert odd == [], "run make translations"


def test_places_and_numbers_agree(german: dict[str, str]) -> None:
    for source, text in german.items():
        assert sorted(SLOT.findall(source)) == sorted(SLOT.findall(text)), source
        numbers = [sorted(re.findall(r"\d+", SLOT.sub("", one))) for one in (source, text)]
        assert numbers[0] == numbers[1], source
        assert [*map(str.isspace, (source[0], source[-1]))] == [*map(str.isspace, (text[0], text[-1]))], source
        assert source[-1] not in ".…:" or text[-1] == source[-1], source


def test_german_differs_from_english_but_where_it_cannot(german: dict[str, str]) -> None:
    assert [source for source, text in german.items() if source == text and not SAME.fullmatch(source)] == []


def test_no_address_is_informal(german: dict[str, str]) -> None:
    assert [text for text in german.values() if re.search(r"\b([Dd]u|[Dd]ein\w*|[Dd]ich|[Dd]ir)\b", text)] == []


def test_actions_gestures_menus_and_constants_are_known() -> None:
    said = [action.title for action in ACTIONS] + [menu for menu in MENUS]
    said += [text for gesture in GESTURES for text in (gesture.title, gesture.how)]
    for name, value in vars(strings).items():
        if name.isupper() and name not in ("PRODUCT", "SCREEN"):
            said += _strings_in(value)
    translation.install("de")
    unknown = translation.watch_unknown()
    try:
        for text in said:
            translation.tr(text)
    finally:
        translation.watch_unknown(False)
        translation.remove()
    assert {text for text in unknown if re.search(r"[a-z]{2}", text)} == set()


def test_a_gate_from_the_real_rules_is_translated() -> None:
    translation.install("de")
    try:
        gate = Gate("view", "refuse", "The header says view 'LATERAL'; the models read frontal views only.")
        assert translation.tr(gate.text).startswith("Der Header nennt die Projektion 'LATERAL'")
        assert translation.tr(strings.RESEARCH_LONG) == "Nur für Forschungszwecke. Nicht für die Diagnostik."
    finally:
        translation.remove()
    assert translation.tr(strings.RESEARCH_LONG) == strings.RESEARCH_LONG


def test_every_literal_given_to_a_widget_goes_through_tr() -> None:
    bare = []
    for path in sorted((ROOT / "spcxr_desktop" / "ui").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _called(node) in SHOW:
                bare += [f"{path.name}:{node.lineno}: {text}" for arg in node.args for text in _bare_texts(arg)]
    assert bare == []


def test_a_new_text_is_found_and_reported(tmp_path: Path) -> None:
    """The tests above can fail: a literal, an f-string and a condition of a tree of their own are all missed."""
    room = tmp_path / "spcxr_desktop" / "store"
    room.mkdir(parents=True)
    (room / "new.py").write_text(
        '"""No text of the program."""\n'
        "def act(path, count, many):\n"
        '    log("not this one either", path)\n'
        '    raise UserError(f"{path} holds {count:,} odd file{\'s\' if many else \'\'}.", "None.", "Remove them.")\n',
        encoding="utf-8",
    )
    found = texts_of(tmp_path)
    assert set(found) == {"%1 holds %L2 odd file.", "%1 holds %L2 odd files.", "None.", "Remove them."}
    shutil.copy(TS, tmp_path / "spcxr_de.ts")
    assert set(write_ts(tmp_path / "new.ts", "de_DE", found, read_ts(tmp_path / "spcxr_de.ts"))) == set(found)


def test_the_check_of_the_tool_passes() -> None:
    command = [sys.executable, "-m", "installer.translations", "--check"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout


def test_the_language_follows_the_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    assert translation.chosen("de") == "de" and translation.chosen("en") == "en"
    monkeypatch.setattr(translation.QLocale, "system", lambda: translation.QLocale("de_AT"))
    assert translation.chosen("system") == "de"
    monkeypatch.setattr(translation.QLocale, "system", lambda: translation.QLocale("fr_FR"))
    assert translation.chosen("system") == "en"


def test_without_its_files_the_window_is_english(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"spcxr_de\.qm"):
        translation.install("de", tmp_path)
    assert translation.language() == "en" and translation.tr("Lungs") == "Lungs"


def _strings_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _strings_in(item)
    elif isinstance(value, dict):
        yield from _strings_in(list(value.values()))


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _bare_texts(node: ast.AST) -> Iterator[str]:
    """Literals with words in them that no call of ``tr`` encloses."""
    if isinstance(node, ast.Call) and _called(node) in ("tr", "label", "heading"):
        return
    if isinstance(node, ast.Subscript):
        return
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str) and re.search(r"[A-Za-z]{3}", node.value) and not SAME.fullmatch(node.value):
            yield node.value
        return
    for child in ast.iter_child_nodes(node):
        if not (isinstance(node, ast.Compare) or (isinstance(node, ast.FormattedValue) and child is node.format_spec)):
            yield from _bare_texts(child)
