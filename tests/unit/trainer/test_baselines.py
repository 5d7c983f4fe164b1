"""Baselines see what they should, nothing else, and choose on training patients alone."""

from __future__ import annotations

import numpy as np
import pytest

from spcxr_desktop.domain.errors import UserError
from trainer.data.pack import Pack
from trainer.evaluation import baselines, floors
from trainer.evaluation.metrics import auroc


def row(i: int, **changes: str) -> dict[str, str]:
    """A manifest row of film i; two films a patient."""
    plain = {
        "orig_width": "2000", "orig_height": "1600", "width": "480", "height": "384", "view": "PA", "age": "60",
        "mean_grey": "120.0", "group": f"p{i // 2}", "source": "here", "ship": "1", "fold": "0", "label": "normal",
    }  # fmt: skip
    return plain | changes


def test_facts_of_one_film() -> None:
    (facts,) = baselines.metadata_features([row(0, view="AP Supine", age="")])
    named = dict(zip(baselines.FEATURES, facts, strict=True))
    assert named["aspect_ratio"] == 1.25
    assert named["log_area"] == pytest.approx(np.log(3_200_000))
    assert named["log_area_packed"] == pytest.approx(np.log(480 * 384))
    assert named["view=AP Supine"] == 1
    assert sum(value for name, value in named.items() if name.startswith("view=")) == 1
    assert (named["age_years"], named["age_missing"], named["mean_grey"]) == (0, 1, 120)


def test_unheard_of_views_are_other() -> None:
    facts = baselines.metadata_features([row(0, view=""), row(1, view="LL")])
    assert facts[:, baselines.FEATURES.index("view=other")].tolist() == [1, 1]


@pytest.mark.parametrize("rule", ["line", "band"])
def test_metadata_baseline_takes_the_model_that_fits(rule: str) -> None:
    rng = np.random.default_rng(0)
    widths = rng.integers(1000, 3000, 400)
    y = widths > 2000 if rule == "line" else np.abs(widths - 2000) < 400  # a band defeats logistic regression
    rows = [row(i, orig_width=str(w)) for i, w in enumerate(widths)]
    scores = baselines.metadata_baseline(rows[:300], y[:300].astype(int), rows[300:])
    assert auroc(y[300:], scores) > 0.97


def test_unknown_labels_take_no_part_in_the_fit() -> None:
    rng = np.random.default_rng(0)
    x = rng.normal(size=(200, 3))
    y = (x[:, 0] > 0).astype(int)
    groups = [f"p{i}" for i in range(200)]
    junk = np.r_[x, 1e3 * rng.normal(size=(50, 3))]
    with_unknown = baselines.linear_probe(junk, np.r_[y, np.full(50, -1)], x, [*groups, *(f"q{i}" for i in range(50))])
    np.testing.assert_allclose(with_unknown, baselines.linear_probe(x, y, x, groups))


def test_thumbnail_sees_coarse_brightness_only() -> None:
    rng = np.random.default_rng(0)
    y = np.arange(120) % 2
    films = rng.integers(90, 110, (120, 32, 32)).astype(np.uint8)
    films[y == 1, :16, :16] += 60
    scores = baselines.thumbnail_baseline(films[:80], y[:80], films[80:], [f"p{i}" for i in range(80)])
    assert auroc(y[80:], scores) == 1.0
    fine = np.full((2, 32, 32), 100, np.uint8)
    fine[1, ::2] += 20
    fine[1, 1::2] -= 20
    small = baselines.thumbnails(fine)
    np.testing.assert_allclose(small[0], small[1])


def test_too_few_patients_is_said_plainly() -> None:
    with pytest.raises(UserError, match="1 training patients with label 1"):
        baselines.linear_probe(
            np.zeros((20, 1)), [1, 1, *[0] * 18], np.zeros((1, 1)), ["a", "a", *"bcdefghijklmnopqrs"]
        )


def test_floor_is_fitted_on_the_source_itself_where_it_has_both_classes() -> None:
    """In source "flipped" the sign of the feature means the opposite: only a fit of its own finds that."""
    rng = np.random.default_rng(0)
    x = rng.normal(size=(600, 1))
    source = np.array(["plain"] * 400 + ["flipped"] * 150 + ["all normal"] * 50)
    y = np.where(source == "plain", x[:, 0] > 0, x[:, 0] < 0).astype(np.int8)
    y[source == "all normal"] = 0
    pack = Pack(
        films=np.zeros((600, 8, 8), np.uint8), masks=np.zeros((0, 8, 8), np.uint8), mask_row=np.full(600, -1),
        targets=np.stack([y, y, np.full(600, -1, np.int8)], 1),
        rows=[row(2 * i, source=s) for i, s in enumerate(source)], sha256="",
    )  # fmt: skip
    order = np.random.default_rng(1).permutation(600)
    train, val = order[:400], order[400:]
    floor = floors.probe_floor(x, pack, train, val)
    flipped = source[val] == "flipped"
    assert auroc(y[val][flipped], floor.pooled[flipped, 0]) < 0.1
    assert auroc(y[val][flipped], floor.own[flipped, 0]) > 0.99
    assert np.isnan(floor.own[source[val] == "all normal"]).all()
    assert np.isnan(floor.pooled[:, 2]).all()  # a label nobody knows is left out, not invented
