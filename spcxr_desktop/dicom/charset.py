"""Character sets that are missing, misspelt or wrong (PS3.3 C.12.1.1.2, PS3.5 6.1): the best readable text, and a note.

Decided once for a data set, from the bytes of its own texts, by telling pydicom what they are encoded in: whoever reads
a text afterwards, at any depth, gets the same letters. Specific Character Set (0008,0005) stays as it was found.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Sequence

from pydicom.charset import CODES_TO_ENCODINGS, convert_encodings, decode_bytes, default_encoding, python_encoding
from pydicom.datadict import dictionary_VR
from pydicom.dataelem import DataElement, RawDataElement
from pydicom.dataset import Dataset, FileDataset
from pydicom.tag import Tag
from pydicom.valuerep import PN_DELIMS, TEXT_VR_DELIMS

_TERM_TAG = Tag("SpecificCharacterSet")
_TEXT_VRS = {"LO", "LT", "PN", "SH", "ST", "UC", "UT"}  # those whose letters the character set governs
_LONGEST_SAMPLE = 64 * 1024  # bytes
_ESCAPE = b"\x1b"
_UTF_8, _WESTERN, _WINDOWS = ("ISO_IR 192",), ("ISO_IR 100",), ("CP1252",)
_SPOKEN = {encoding: term for term, encoding in python_encoding.items() if term.startswith("ISO 2022 IR")} | {
    "UTF8": "UTF-8",
    "latin_1": "Western European (ISO 8859-1)",
    "CP1252": "Western European (Windows-1252)",
    default_encoding: "ASCII",
}
# what manufacturers write instead of a defined term, where it is a character set and not another kind of codec
_PLAIN_CODECS = ("utf-8", "cp12", "cp932", "cp949", "shift_jis", "euc_", "gb", "big5", "koi8", "iso8859", "latin")
_ESCAPED_TERMS = {
    code: next(term for term in python_encoding if term.startswith("ISO 2022 IR") and python_encoding[term] == encoding)
    for code, encoding in CODES_TO_ENCODINGS.items()
    if encoding != default_encoding
}


def settle(dataset: FileDataset) -> None:
    """Make the data set's texts readable where its Specific Character Set does not fit them. Never raises for it."""
    declared = _declared(dataset)
    assumed = assume(declared, tuple(_samples(dataset)))
    if assumed is None:
        return
    encodings = convert_encodings(list(assumed))
    implicit, little = dataset.original_encoding
    for target in (dataset, *_items(dataset)):
        target.set_original_encoding(implicit, little, encodings)


def charset_note(dataset: Dataset) -> str:
    """What the viewer shows where ``settle`` had to assume; "" where the file's own statement holds."""
    used = dataset.original_character_set
    used = [used] if isinstance(used, str) else list(used)
    if used in ([], [""]) or used == convert_encodings(list(_declared(dataset) or ("",))):
        return ""
    extensions = [encoding for encoding in used if len(used) == 1 or encoding != default_encoding]
    return f"character set assumed: {', '.join(_SPOKEN.get(encoding, encoding) for encoding in extensions)}"


def assume(declared: Sequence[str], samples: Sequence[tuple[bytes, bool]]) -> tuple[str, ...] | None:
    """The terms to read ``samples`` by; None where the declared ones fit.

    ``samples``: (bytes, is a person name) of the texts that are not plain ASCII. Terms are those of PS3.3 C.12.1.1.2,
    or the name of a codec where the file needs one that DICOM does not have.
    """
    terms = tuple(declared) or ("",)
    if all(_is_defined(term) for term in terms):
        if not samples or _fits(samples, terms):
            return None
    elif not samples:
        return ("",)
    return next((guess for guess in _guesses(terms, samples) if _fits(samples, guess)), _WESTERN)


def _guesses(terms: tuple[str, ...], samples: Sequence[tuple[bytes, bool]]) -> Iterator[tuple[str, ...]]:
    """Most convincing first: escape sequences, valid UTF-8, what else was declared, Western European."""
    escaped = [term for code, term in _ESCAPED_TERMS.items() if any(code in value for value, _ in samples)]
    if escaped:
        yield (terms[0] if _is_defined(terms[0]) else "", *dict.fromkeys(escaped))
    yield _UTF_8
    for term in terms:
        if _is_defined(term):
            yield (term,)
        else:
            yield from _named_codec(term)
    if any(term.endswith((" 13", " 87", " 159")) for term in terms):
        yield from (("EUC_JP",), ("SHIFT_JIS",))
    yield _WESTERN
    yield _WINDOWS


def _fits(samples: Sequence[tuple[bytes, bool]], terms: tuple[str, ...]) -> bool:
    """True where every sample decodes to letters."""
    encodings = convert_encodings(list(terms))
    if encodings[0] == default_encoding:
        encodings[0] = "ascii"  # pydicom reads ISO 646 as Latin-1, which takes any byte
    if encodings == ["latin_1"] and _is_utf8(samples):  # "JÃ©rÃ´me": nobody writes a symbol after each capital
        return False
    return all(_is_text(_decoded(value, encodings, name)) for value, name in samples)


def _decoded(value: bytes, encodings: list[str], person_name: bool) -> str:
    try:
        if _ESCAPE not in value:
            return value.decode(encodings[0])
        return decode_bytes(value, encodings, PN_DELIMS if person_name else TEXT_VR_DELIMS)
    except UnicodeError as error:
        # a text cut to its maximum length may end inside a letter: where the others are whole, that says nothing
        if not isinstance(error, UnicodeDecodeError) or error.reason != "unexpected end of data":
            return "\ufffd"
        whole = value[: error.start]
        return "\ufffd" if whole.isascii() else whole.decode(encodings[0])


def _is_text(decoded: str) -> bool:
    """False with signs of a wrong guess: replacements, escape sequences left over, controls of ISO 6429."""
    return not any(c == "\ufffd" or c == "\x1b" or "\x80" <= c < "\xa0" for c in decoded)


def _is_utf8(samples: Sequence[tuple[bytes, bool]]) -> bool:
    encodings = ["utf-8"]
    return any(_ESCAPE not in value for value, _ in samples) and all(
        _is_text(_decoded(value, encodings, name)) for value, name in samples if _ESCAPE not in value
    )


def _is_defined(term: str) -> bool:
    """True for a defined term, and for one that pydicom recognises in spite of its punctuation."""
    if term in python_encoding:
        return True
    return term[:3] == "ISO" and convert_encodings([term]) != [default_encoding]


def _named_codec(term: str) -> Iterator[tuple[str, ...]]:
    try:
        name = codecs.lookup(term.strip()).name
    except (LookupError, ValueError, UnicodeError):
        return
    if name.startswith(_PLAIN_CODECS):
        yield (name.upper(),)


def _declared(dataset: Dataset) -> tuple[str, ...]:
    try:
        return _terms(dataset[_TERM_TAG].value) if _TERM_TAG in dataset else ()
    except Exception:  # whatever pydicom raises for a value that is no list of terms: then none is declared
        return ()


def _terms(value: object) -> tuple[str, ...]:
    if value is None or isinstance(value, str):
        return (value or "",)
    return tuple(str(term) for term in value) if isinstance(value, Sequence) else (str(value),)


def _samples(dataset: Dataset) -> Iterator[tuple[bytes, bool]]:
    """The texts of the top level as stored, where they hold more than ASCII letters."""
    for tag in dataset.keys():  # noqa: SIM118 - iterating a data set converts its elements
        stored: object = dataset.get_item(tag)  # as read; pydicom types it as converted
        if not isinstance(stored, RawDataElement) or not isinstance(stored.value, bytes) or tag.is_private:
            continue
        if len(stored.value) > _LONGEST_SAMPLE or (stored.value.isascii() and _ESCAPE not in stored.value):
            continue
        vr = stored.VR or _dictionary_vr(tag)
        if vr in _TEXT_VRS:
            yield stored.value.rstrip(b"\x00 "), vr == "PN"


def _dictionary_vr(tag: int) -> str:
    try:
        return dictionary_VR(tag)
    except KeyError:
        return ""


def _items(dataset: Dataset, depth: int = 0) -> Iterator[Dataset]:
    """Items that were parsed with the file, which keep the character set they were parsed under."""
    for tag in dataset.keys() if depth < 32 else ():
        stored = dataset.get_item(tag)
        if isinstance(stored, DataElement) and stored.VR == "SQ":
            for item in stored.value:
                if _TERM_TAG not in item:
                    yield item
                yield from _items(item, depth + 1)
