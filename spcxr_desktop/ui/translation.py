"""The language of the window. ``tr`` stands wherever a text of the program goes to a widget or a painter.

Texts are English everywhere else, so ``tr`` takes an English text and gives it back in the window's language; in
English it does nothing. The command line stays English. Never give it a text that is a header's alone: a study may
be described by a word that the program uses too.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from spcxr_desktop.store.paths import resources_dir
from spcxr_desktop.ui.catalogue import Catalogue, load_templates

CONTEXT = "spcxr"  # of all messages: a text is looked up by what it says, not by who says it
LANGUAGES = {"en": "English", "de": "Deutsch"}  # each by its own name


@dataclass
class _State:
    """One window, one language."""

    language: str = "en"
    catalogue: Catalogue | None = None
    translators: tuple[QTranslator, ...] = ()
    unknown: set[str] | None = None  # texts that were asked for in vain, kept for tests alone


_state = _State()


def chosen(setting: str) -> str:
    """ "en" or "de" by the setting, which may be "system"; what the program does not speak is English."""
    name = QLocale.system().name()[:2] if setting == "system" else setting
    return name if name in LANGUAGES else "en"


def install(setting: str, folder: Path | None = None) -> str:
    """Speak this language from now on; windows that exist stay as they are. Returns the language.

    Raises OSError or ValueError where the program's own files are not whole.
    """
    remove()
    language = chosen(setting)
    if language == "en":
        return language
    folder = folder or resources_dir() / "translations"
    own, qt = QTranslator(), QTranslator()
    if not own.load(f"spcxr_{language}.qm", str(folder)):
        raise OSError(f"spcxr_{language}.qm cannot be read")
    locale = QLocale(language)
    catalogue = Catalogue(
        load_templates(folder),
        lambda source: own.translate(CONTEXT, source) or "",
        (locale.decimalPoint(), locale.groupSeparator()),
    )
    # Buttons of Qt's own dialogs and the names of keys. Some wheels lack the file: those then stay English.
    qt.load(locale, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    for translator in (qt, own):
        QCoreApplication.installTranslator(translator)
    QLocale.setDefault(locale)
    _state.language, _state.catalogue, _state.translators = language, catalogue, (own, qt)
    return language


def remove() -> None:
    """Back to English."""
    for translator in _state.translators:
        QCoreApplication.removeTranslator(translator)
    if _state.translators:
        QLocale.setDefault(QLocale.system())
    _state.language, _state.catalogue, _state.translators = "en", None, ()


def language() -> str:
    """ "en" or "de"."""
    return _state.language


def tr(text: str) -> str:
    """A text of the program in the window's language; what is none stays as it is."""
    if _state.catalogue is None or not text:
        return text
    found = _state.catalogue.text(text)
    if found is None and _state.unknown is not None:
        _state.unknown.add(text)
    return found if found is not None else text


def number(text: str) -> str:
    """A formatted number ("1,234.5") as the window's language writes it."""
    return _state.catalogue.number(text) if _state.catalogue is not None else text


def watch_unknown(watch: bool = True) -> set[str]:
    """Begin (or end) to keep what ``tr`` does not know: for tests. Returns the set it goes to."""
    _state.unknown = set() if watch else None
    return _state.unknown if _state.unknown is not None else set()
