"""QIDO-RS (PS3.18 10.6)."""

from __future__ import annotations

import time
from functools import partial
from typing import Any

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.pacs import faults
from spcxr_desktop.pacs.limits import Limits
from spcxr_desktop.pacs.matches import COUNTS, match_of, sought
from spcxr_desktop.pacs.node import Node
from spcxr_desktop.pacs.query import Found, Match, Query
from spcxr_desktop.pacs.transfer import Advance, Cancel, Progress, Reply, no_progress
from spcxr_desktop.pacs.web import Web, web

_PAGE = 500


def web_echo(node: Node, limits: Limits, cancel: Cancel) -> Reply:
    """The smallest search there is. Raises UserError."""
    begun = time.perf_counter()
    with web(node, limits, cancel) as made:
        made.asked(lambda: made.client.search_for_studies(limit=1), "the search")
    return Reply((time.perf_counter() - begun) * 1000, "answered a search by DICOMweb")


def web_find(node: Node, query: Query, limits: Limits, progress: Progress, cancel: Cancel) -> Found:
    """QIDO-RS, page by page. Patients are those of the studies found. Raises UserError."""
    with web(node, limits, cancel) as made:
        return search(made, query, limits, progress)


def search(made: Web, query: Query, limits: Limits, progress: Progress = no_progress) -> Found:
    """A search within a conversation. Raises UserError."""
    matches: list[Match] = []
    while True:
        offset = len(matches)
        answers = made.asked(partial(_page, made, query, offset), "the search")
        matches += [_match(made, query, answer) for answer in answers]
        progress(Advance(len(matches), None, 0))
        known = {(m.patient_id, m.study, m.series, m.image) for m in matches[:offset]}
        again = all((m.patient_id, m.study, m.series, m.image) in known for m in matches[offset:])
        if len(answers) < _PAGE or (offset and again) or len(matches) >= limits.answers:
            break
    matches = list(dict.fromkeys(matches))
    cut = len(matches) >= limits.answers
    if query.level == "patient":
        matches = list({(m.patient_id, m.name): m for m in matches}.values())
    return Found(tuple(matches[: limits.answers]), cut)


def _page(made: Web, query: Query, offset: int) -> list[dict[str, Any]]:
    above = ("StudyInstanceUID", "SeriesInstanceUID")  # in the address
    keys = {name: value for name, value in sought(query).items() if name not in above}
    if query.level in ("study", "patient") and query.study:
        keys["StudyInstanceUID"] = query.study
    filters = {name: value for name, value in keys.items() if value}
    fields = [name for name in keys if name not in filters and name != COUNTS["patient"]]
    if query.level == "series":
        return made.client.search_for_series(query.study, limit=_PAGE, offset=offset, search_filters=filters)
    if query.level == "image":
        series = query.series or None
        return made.client.search_for_instances(
            query.study, series, limit=_PAGE, offset=offset, search_filters=filters
        )
    return made.client.search_for_studies(limit=_PAGE, offset=offset, fields=fields, search_filters=filters)


def _match(made: Web, query: Query, answer: dict[str, Any]) -> Match:
    from pydicom.dataset import Dataset

    try:
        return match_of(query, Dataset.from_json(answer))
    except UserError:
        raise
    except Exception as error:  # pydicom fails in many ways on damage
        raise faults.protocol(made.node, "an answer to the search is damaged") from error
