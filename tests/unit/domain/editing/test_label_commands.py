"""New labels, taken back like every step, and the codes they may have."""

from __future__ import annotations

import numpy as np
import pytest
from pydicom.sr.codedict import codes

from spcxr_desktop.domain.document import ReviewDocument
from spcxr_desktop.domain.editing import labels
from spcxr_desktop.domain.editing.terminology import ANATOMY, DEVICES, FINDINGS, TERMS
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.findings import LUNG_COLOURS, Code
from spcxr_desktop.domain.history import History
from spcxr_desktop.domain.masks import LUNGS, label_key, lung_labels


@pytest.fixture
def history() -> History:
    mask = np.zeros((20, 20), np.uint8)
    mask[2:5, 2:5], mask[10:12, 10:12] = 1, 3
    return History(ReviewDocument(20, 20, {LUNGS: mask}, {"labels": lung_labels()}))


def test_a_new_label_gets_a_value_and_a_colour_of_its_own(history: History) -> None:
    seen = set(LUNG_COLOURS.values())
    values = []
    for name in ("Effusion", "Nodule", "Device"):
        value, command = labels.add_label(history.document, LUNGS, f"  {name} \n", code=TERMS[0])
        history.do(command)
        label = history.document.labels[label_key(LUNGS, value)]
        assert label.colour not in seen and label.name == name and label.code == TERMS[0]
        seen.add(label.colour)
        values.append(value)
    assert values == [4, 5, 6]  # 1 and 2 are the lungs, 3 has pixels
    for _ in values:
        history.undo()
    assert dict(history.document.labels) == lung_labels()


def test_the_lungs_values_are_never_given_away() -> None:
    assert labels.free_value(ReviewDocument(5, 5), LUNGS) == 3
    assert labels.free_value(ReviewDocument(5, 5), "other") == 1


def test_one_mask_holds_127_labels(history: History) -> None:
    for _ in range(labels.LAST_VALUE - 3):
        history.do(labels.add_label(history.document, LUNGS, "More")[1])
    with pytest.raises(UserError, match="Delete a label first"):
        labels.add_label(history.document, LUNGS, "Too many")


@pytest.mark.parametrize("name", ["", "  \t"])
def test_a_label_has_a_name(history: History, name: str) -> None:
    with pytest.raises(UserError, match="Give it one"):
        labels.add_label(history.document, LUNGS, name)


@pytest.fixture(scope="module")
def known() -> set[tuple[str, str, str]]:
    """Everything in the tables of PS3.16 that pydicom carries."""
    schemes = (getattr(codes, name) for name in ("SCT", "DCM"))
    terms = (getattr(scheme, name) for scheme in schemes for name in scheme.dir())
    return {(term.value, term.scheme_designator, term.meaning) for term in terms}


@pytest.mark.parametrize("code", TERMS, ids=lambda code: code.meaning)
def test_codes_are_those_of_the_standard(code: Code, known: set[tuple[str, str, str]]) -> None:
    assert (code.value, code.scheme, code.meaning) in known


def test_no_code_is_there_twice() -> None:
    assert len({(code.value, code.scheme) for code in TERMS}) == len(TERMS) == len(FINDINGS + ANATOMY + DEVICES)
