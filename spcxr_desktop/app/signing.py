"""Signing, as the window sees it: what would be frozen, by whom, and the verbs. Belongs to the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from spcxr_desktop.app.entry import Entry
from spcxr_desktop.app.judging import Judging, Said
from spcxr_desktop.app.preferences import Preferences
from spcxr_desktop.app.reader import system_reader
from spcxr_desktop.app.record import Record
from spcxr_desktop.app.record_signing import Asked, SignOrder
from spcxr_desktop.app.review_desk import ReviewDesk
from spcxr_desktop.app.session import Session
from spcxr_desktop.app.signed_review import SignedReview
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.findings import ModelStamp, Score
from spcxr_desktop.domain.grayscale import VoiWindow
from spcxr_desktop.domain.masks import LUNGS
from spcxr_desktop.domain.review import Reader, Revision, Window
from spcxr_desktop.store.identity import Identities, Identity
from spcxr_desktop.store.open_review import OpenReview

Proof = Literal["none", "pin", "system account"]  # how a reader can prove who they are
MaskState = Literal["edited", "model", "none"]

_BUSY = UserError("This review is being signed.", "A moment.", "Wait until that is done.", code="busy")


@dataclass(frozen=True)
class Summary:
    """What signing freezes. ``findings``: of the results in view; none before they are revealed, when ``veiled``.

    ``unjudged``: flagged, and nothing said of it. ``open``: reader and model disagree, and no reason is given.
    ``before``: how many opinions were given before results. ``results``: sha256 of the set in view, None without one.
    """

    entry: Entry
    findings: tuple[tuple[Score, Said], ...]
    unjudged: tuple[Score, ...]
    open: tuple[Score, ...]
    veiled: bool
    before: int
    mask: MaskState
    drawn: int
    key_image: bool
    models: tuple[ModelStamp, ...]
    results: str | None
    window: Window
    amends: Revision | None
    reason: str
    content: str  # sha256 of the document


@dataclass(frozen=True)
class State:
    """How the current review stands. ``shown``: the revision in view, None in a draft; ``chain``: all that was signed,
    oldest first. ``draft``: it is being amended, ``elsewhere`` in another window; ``reason``: why. ``newer_results``:
    other ones are in view than were signed."""

    chain: tuple[Revision, ...] = ()
    shown: Revision | None = None
    draft: bool = False
    elsewhere: bool = False
    reason: str = ""
    newer_results: bool = False

    @property
    def latest(self) -> bool:
        """Whether what is in view is the last that was signed."""
        return self.shown is not None and self.shown is self.chain[-1]


class Signing:
    """Follows what the session shows."""

    def __init__(
        self, session: Session, desk: ReviewDesk, record: Record, judging: Judging, preferences: Preferences
    ) -> None:
        self._session, self._desk, self._record = session, desk, record
        self._judging, self._preferences = judging, preferences
        desk.locked = lambda entry_id: _BUSY if record.signing.busy(entry_id) else None
        judging.reader = lambda: self.reader

    # ---- who ---------------------------------------------------------------------------------------------

    @property
    def identity(self) -> Identity:
        """Who reads here; the system's account while nobody has said so."""
        known = self._record.signing.identity
        return known if known is not None else Identity(system_reader().id, system_reader().name)

    @property
    def reader(self) -> Reader:
        """The same, unproved."""
        return Reader(self.identity.id, self.identity.name)

    @property
    def proof(self) -> Proof:
        """How the identity can be proved: the PIN where one is set, else as the site allows."""
        if self.identity.has_pin:
            return "pin"
        return "system account" if self._preferences.settings.system_account_signs else "none"

    @property
    def account(self) -> Reader:
        """Who is logged in to this computer."""
        return system_reader()

    def identify(self, verb: Callable[[Identities], Identity]) -> Asked:
        """Change name or PIN, on the record's lane."""
        return self._record.signing.identify(verb)

    # ---- what is there -----------------------------------------------------------------------------------

    @property
    def draft(self) -> OpenReview | None:
        """The current review, where it can be signed now: a draft that the record holds."""
        entry, draft = self._session.current, self._desk.draft
        if entry is None or not isinstance(draft, OpenReview) or draft.ended or self.busy:
            return None
        return draft if self._desk.locked(entry.id) is None else None

    @property
    def signed(self) -> SignedReview | None:
        """The revision in view, where the current review is signed."""
        draft = self._desk.draft
        return draft if isinstance(draft, SignedReview) else None

    @property
    def busy(self) -> bool:
        """Whether the current review is being signed."""
        entry = self._session.current
        return entry is not None and self._record.signing.busy(entry.id)

    @property
    def amendment(self) -> OpenReview | None:
        """The amendment that is open."""
        draft = self.draft
        return draft if draft is not None and draft.review.replaces else None

    @property
    def state(self) -> State:
        """For the panel."""
        entry, draft = self._session.current, self._desk.draft
        if entry is None:
            return State()
        chain = self._record.reviews.chain(entry.id)
        if isinstance(draft, SignedReview):
            said = draft.shown.results
            newer = bool(entry.results_sha256) and (said is None or said.sha256 != entry.results_sha256)
            return State(draft.chain, draft.shown, newer_results=newer and not entry.veiled)
        mine = isinstance(draft, OpenReview)
        return State(chain, None, bool(chain), not mine, draft.reason if isinstance(draft, OpenReview) else "")

    def summary(self) -> Summary | None:
        """What would be frozen now; None where nothing can be signed."""
        entry, draft = self._session.current, self.draft
        document = self._desk.document
        if entry is None or draft is None or document is None:
            return None
        results = entry.results if not entry.veiled and entry.on_result_frame else None
        scores = (*results.flagged, *(s for s in results.scores if not s.flagged)) if results is not None else ()
        findings = tuple((score, self._judging.said(score.label)) for score in scores)
        chain = self._record.reviews.chain(entry.id)
        edited = LUNGS in document.painted()
        return Summary(
            entry, findings,
            tuple(score for score, said in findings if score.flagged and said.now is None),
            tuple(score for score, said in findings if _open(score, said)),
            entry.veiled,
            sum(judgement.stage == "before results" for judgement in document.judgements.values()),
            "edited" if edited else "model" if results is not None and entry.lungs is not None else "none",
            len(document.annotations), self._desk.key_image,
            results.models if results is not None else (),
            (entry.results_sha256 or None) if results is not None else None,
            _window(entry), chain[-1] if draft.review.replaces and chain else None, draft.reason, document.sha256,
        )  # fmt: skip

    # ---- verbs -------------------------------------------------------------------------------------------

    def sign(self, seen: Summary, pin: str | None = None, account: bool = False, reason: str = "") -> Asked:
        """Freeze the current review, as far as it is still what the reader has ``seen`` summed up.

        ``pin``: where one is set; ``account``: the login of this computer proves it. Raises nothing: why it could not
        be done is in what is returned. Nothing is lost where it fails.
        """
        self._desk.settle()
        entry, draft, summary = self._session.current, self.draft, self.summary()
        if entry is None or draft is None or summary is None:
            return refused("There is no open review to sign.", "A draft.", "Open a radiograph.")
        if (summary.entry.id, summary.results, summary.content) != (seen.entry.id, seen.results, seen.content):
            return refused("What is in view has changed.", "What this dialog lists.", "Close it and sign again.")
        if self.proof == "pin" and pin is None:
            return refused("This identity has a PIN.", "Its PIN.", "Give it.")
        reader = self.reader
        if account and self.proof == "system account":
            reader = Reader(self.account.id, self.account.name, "system account")
        given = pin if self.proof == "pin" else None
        order = SignOrder(reader, given, summary.results, reason if draft.review.replaces else "", summary.window)
        return self._record.signing.sign(entry.id, draft, order)

    def amend(self, revision: Revision, reason: str) -> Asked:
        """Begin an amendment of the last revision, which must be in view."""
        entry, signed = self._session.current, self.signed
        if entry is None or signed is None or not signed.latest or signed.shown.sha256 != revision.sha256:
            return refused("No signed review is in view.", "The last signed revision.", "Show that one first.")
        if not reason.strip():
            return refused("There is no reason.", "Why the signed review changes.", "Give a reason.")
        return self._record.signing.amend(entry.id, signed.shown.sha256, reason, self.reader.id)

    def give_up(self, revision: Revision) -> Asked:
        """Throw the open amendment of a revision away."""
        self._desk.settle()
        entry, draft = self._session.current, self.amendment
        if entry is None or draft is None or draft.review.replaces != revision.sha256:
            return refused("No amendment is open.", "An amendment.", "Begin one.")
        return self._record.signing.give_up(entry.id, draft, self.reader.id)

    def show(self, revision: str) -> bool:
        """Show another revision of the current review, read-only. False where a draft is open, or it is none."""
        entry, signed = self._session.current, self.signed
        places = [place for place, one in enumerate(signed.chain) if one.sha256 == revision] if signed else []
        if entry is None or signed is None or not places:
            return False
        self._record.reviews.show_signed(entry.id, signed.chain, places[0])
        return True


def refused(found: str, expected: str, remedy: str) -> Asked:
    """An answer at once."""
    asked = Asked()
    asked.error, asked.done = UserError(found, expected, remedy), True
    return asked


def _open(score: Score, said: Said) -> bool:
    """A disagreement that nobody explained."""
    now = said.now
    if now is None or now.reasons or now.text.strip():
        return False
    return now.verdict in (("reject", "relocate") if score.flagged else ("accept", "relocate"))


def _window(entry: Entry) -> Window:
    """As it is looked at; a VOI LUT of the file is "the file's own"."""
    voi = entry.voi
    if isinstance(voi, VoiWindow):
        return Window(voi.center, voi.width, entry.invert)
    return Window(None, None, entry.invert)
