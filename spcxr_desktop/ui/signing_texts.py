"""Every text about signing, in the window's language."""

from __future__ import annotations

from spcxr_desktop.app.judging import Said
from spcxr_desktop.app.signing import MaskState, Summary
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.findings import Score
from spcxr_desktop.domain.review import Revision, Window
from spcxr_desktop.ui import finding_texts, strings
from spcxr_desktop.ui.translation import tr

STATEMENT = "Research use, not for primary diagnosis"
KINDS = {
    "seg": "Outlines (DICOM SEG)",
    "sr": "Findings (DICOM SR, TID 1500)",
    "gsps": "Drawings and window (DICOM GSPS)",
    "sc": "Picture with all that is drawn (DICOM)",
    "pdf": "Report page (PDF, and in DICOM)",
    "png": "Picture (PNG)",
    "csv": "Table of findings (CSV)",
    "fhir": "FHIR R4 report (JSON)",
}
PROVED: dict[str, str] = {"pin": "proved by PIN", "system account": "proved by the login of this computer",
                          "": "not proved"}  # fmt: skip
ACCOUNT_WHY = (
    "It proves that whoever signs uses the session of this account, no more: anybody at an unlocked screen can do that."
)
NO_PROOF = "Nothing proves who signs: the signature says UNVERIFIED. A PIN in the preferences changes that."
PIN_WHY = "The PIN is asked for with every signature, which then says VERIFIED."
PIN_HONEST = (
    "A PIN keeps others at this desk from signing in your name. It keeps nobody out who can change the files of the "
    "record. It is stored as a salted hash (scrypt) alone, and cannot be read back."
)
FORGOTTEN = (
    "A forgotten PIN cannot be brought back. A new identity begins, under another ID; the old ID is given up for good, "
    "and what was signed with it stays as it is."
)
VEILED = "The results are still hidden: the signature names none, and the opinions given before them."
NO_RESULTS = "No results are in view: the signature names none."
NOBODY_SIGNED = "Nobody has signed this: only what the models said is exported, marked UNVERIFIED."
NOT_IN_IT = "An amendment is open. What is exported is the last that was signed, without it."
NEWER = "The results in view are not those that were signed."
ELSEWHERE = "It is open in another window."
OLDER = "A later revision replaces this one."
_MASKS: dict[MaskState, str] = {
    "edited": "Edited by the reader", "model": "The model's own, unchanged", "none": "None",
}  # fmt: skip


def error(value: UserError) -> str:
    """What was found, and what to do."""
    return f"{tr(value.found)} {tr(value.remedy)}"


def reason(text: str) -> str:
    """Why there is none of a kind: a text of ``UserError``, or of the gates."""
    found, _, remedy = UserError.parts(text)
    return f"{tr(found)} {tr(remedy)}".strip()


def moment(at: str) -> str:
    """Date and time of a signature."""
    return f"{finding_texts.moment(at)} UTC"


def signed_by(revision: Revision) -> str:
    """Head of the panel."""
    name = revision.reader.name or revision.reader.id
    return tr(f"Signed by {name}")


def signed_when(revision: Revision) -> str:
    """Time, how the identity was proved, and the hash that stands for it."""
    return "  ·  ".join((moment(revision.signed_at), tr(PROVED[revision.reader.authenticated_by]), short(revision)))


def signed_line(revision: Revision) -> str:
    """Both in one."""
    return f"{signed_by(revision)}  ·  {signed_when(revision)}"


def short(revision: Revision) -> str:
    """The first signs of its hash."""
    return revision.sha256[:12]


def amending(revision: Revision) -> str:
    """What an open amendment will replace."""
    name = revision.reader.name or revision.reader.id
    return tr(f"Amending what {name} signed")


def film(summary: Summary) -> str:
    """Whose film, which view, how large."""
    radiograph = summary.entry.radiograph
    size = f"{radiograph.columns} x {radiograph.rows}" if radiograph is not None else ""
    return "  ·  ".join(part for part in (strings.who(summary.entry), strings.what(summary.entry), size) if part)


def findings(summary: Summary) -> list[str]:
    """One line each."""
    if summary.veiled:
        given, one = summary.before, "1 opinion was given before results"
        return [tr(VEILED), tr(one if given == 1 else f"{given:d} opinions were given before results")]
    if not summary.findings:
        return [tr(NO_RESULTS)]
    return [_finding(score, said) for score, said in summary.findings]


def _finding(score: Score, said: Said) -> str:
    flag = tr("flagged" if score.flagged else "not flagged")
    judged = finding_texts.presence(said.now.verdict) if said.now is not None else tr("no judgement")
    first = f"; {tr('Before results:')} {finding_texts.presence(said.first.verdict)}" if said.first is not None else ""
    return f"{tr(score.title)}: {flag}  →  {judged}{first}"


def titles(scores: tuple[Score, ...]) -> str:
    """Names of findings."""
    return ", ".join(tr(score.title) for score in scores)


def mask(summary: Summary) -> str:
    """Whose the lung mask is."""
    return tr(_MASKS[summary.mask])


def drawings(summary: Summary) -> str:
    """How many, and the key image."""
    few = "1 drawing" if summary.drawn else "No drawing"
    count = tr(f"{summary.drawn:d} drawings" if summary.drawn > 1 else few)
    return f"{count}  ·  {tr('Key image')}" if summary.key_image else count


def models(summary: Summary) -> str:
    """Id and version of each."""
    return "\n".join(f"{model.id} {model.version}" for model in summary.models) or tr("None")


def window(value: Window) -> str:
    """How the film was looked at."""
    if value.centre is None or value.width is None:
        said = tr("The file's own")
    else:
        said = f"C {value.centre:.0f}  W {value.width:.0f}"
    return f"{said}  ·  {tr('Invert')}" if value.inverted else said
