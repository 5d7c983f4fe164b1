"""``make translations``: brings templates.json and the .ts files up to the source, and compiles them to .qm.

    python -m installer.translations            write
    python -m installer.translations --check    say what is missing and leave 1, write nothing

A translator edits spcxr_de.ts (Qt Linguist reads it), then runs this again.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

from installer.translations.texts import Text, texts_of

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "translations"
CONTEXT = "spcxr"


def templates_json(texts: dict[str, Text]) -> str:
    """One row per template, for ``ui.catalogue``."""
    rows = []
    for source, text in sorted(texts.items()):
        row: dict[str, object] = {"source": source, "modules": sorted(text.modules)}
        if text.nested:
            row["nested"] = dict(sorted(text.nested.items()))
        rows.append(json.dumps(row, ensure_ascii=False))
    return "[\n" + ",\n".join(rows) + "\n]\n"


def read_ts(path: Path) -> dict[str, str]:
    """Source -> finished translation."""
    if not path.exists():
        return {}
    found: dict[str, str] = {}
    for message in ET.parse(path).getroot().iter("message"):
        translation = message.find("translation")
        if translation is not None and translation.get("type") is None and translation.text:
            found[message.findtext("source") or ""] = translation.text
    return found


def write_ts(path: Path, language: str, texts: dict[str, Text], known: dict[str, str]) -> list[str]:
    """Every template with what is known of it. Returns the sources that are not translated."""
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = CONTEXT
    missing = []
    for source, text in sorted(texts.items(), key=lambda item: (min(item[1].modules), item[0])):
        message = ET.SubElement(context, "message")
        for module in sorted(text.modules):
            ET.SubElement(message, "location", filename=module)
        ET.SubElement(message, "source").text = source
        if source in known:
            ET.SubElement(message, "translation").text = known[source]
        else:
            ET.SubElement(message, "translation", type="unfinished")
            missing.append(source)
    ET.indent(root, "    ")
    body = ET.tostring(root, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8")
    return missing


def compile_ts(path: Path, out: Path) -> None:
    """By Qt's own lrelease, which comes with PySide6. Raises CalledProcessError."""
    import PySide6

    folder = Path(PySide6.__file__).parent
    tool = next(p for p in (folder / "lrelease", folder / "lrelease.exe") if p.exists())
    subprocess.run([str(tool), "-silent", str(path), "-qm", str(out)], check=True)


def main() -> int:
    """Write or check; 0 where nothing is missing."""
    parser = argparse.ArgumentParser(prog="python -m installer.translations")
    parser.add_argument("--check", action="store_true", help="write nothing")
    check = parser.parse_args().check
    texts = texts_of(ROOT)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) if check else FOLDER
        folder.mkdir(exist_ok=True)
        known = read_ts(FOLDER / "spcxr_de.ts")
        missing = write_ts(folder / "spcxr_de.ts", "de_DE", texts, known)
        (folder / "templates.json").write_text(templates_json(texts), encoding="utf-8")
        compile_ts(folder / "spcxr_de.ts", folder / "spcxr_de.qm")
    for source in missing:
        print(f"not translated: {source!r} ({', '.join(sorted(texts[source].modules))})")
    print(f"{len(texts)} texts, {len(missing)} not translated, {len(set(known) - set(texts))} gone")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
