"""Words for what other systems say of a film."""

from __future__ import annotations

from spcxr_desktop.domain.derived import DerivedObject, Segment
from spcxr_desktop.ui import strings
from spcxr_desktop.ui.translation import tr

TITLE = "From other systems"
NOT_OURS = "Shown as these objects say it. Not part of your review, and never exported."
VEILED = "Shown when you have given your opinion and revealed the findings."
_KINDS = {
    "SEG": "Segmentation",
    "SR": "Structured report",
    "GSPS": "Presentation state",
}
_MAKINGS = {"AUTOMATIC": "Automatic", "SEMIAUTOMATIC": "Semi-automatic", "MANUAL": "By hand"}
_WIDEST_INDENT = 6


def kind(found: DerivedObject) -> str:
    """What it is, and what it calls itself."""
    name = tr(_KINDS[found.kind])
    return f"{name}: {found.label}" if found.label else name


def facts(found: DerivedObject, private: bool) -> list[tuple[str, bool]]:
    """Lines below its name, and whether each is the header's own words. ``private``: no names, no descriptions."""
    described = "" if private or found.description == found.label else found.description
    lines = [(described, True)] if described else []
    made = [part for part in (found.maker, "" if private else found.creator) if part]
    date = strings.date(found.date) if found.date else ""
    lines += [(" · ".join([*made, date] if date else made), True)] if made or date else []
    if found.verified is not None:
        lines.append((tr("Verified") if found.verified else tr("Not verified"), False))
    return lines


def segment(found: Segment) -> str:
    """What a segment is and how it was made."""
    meant = found.meaning if found.meaning != found.label else ""
    making = tr(_MAKINGS[found.making]) if found.making else ""
    return " · ".join(part for part in (meant, making, found.algorithm) if part)


def more_segments(count: int) -> str:
    """Those that are drawn and not listed."""
    return f"and {count:,} more segments"


def waiting(count: int) -> str:
    """Objects whose images are not open."""
    return "1 object waits for its image." if count == 1 else f"{count:,} objects wait for their images."


def report(found: DerivedObject, private: bool) -> str:
    """The report as indented lines; ``private``: numbers and codes alone, as any words may hold a name."""
    lines = []
    for line in found.lines:
        if line.kind == "UIDREF":  # nobody reads them, and they are half of the text
            continue
        value = "…" if private and line.in_words else line.value
        indent = "    " * min(line.level, _WIDEST_INDENT)
        first, *others = (f"{line.concept}: {value}" if line.concept and value else line.concept or value).split("\n")
        lines.append(f"{indent}{first}")
        lines += [f"{indent}    {other}" for other in others]
    return "\n".join(lines)
