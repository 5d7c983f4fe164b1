"""Settings: defaults, file, words; whatever is wrong is named together with what would be right."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from trainer.config import ConfigError, load_config
from trainer.recipes.finetune import FinetuneConfig
from trainer.recipes.pretrain import PretrainConfig
from trainer.recipes.segment import SegmentConfig


@dataclass(frozen=True)
class Inner:
    rate: float = 0.5
    kind: str = "uniform"


@dataclass(frozen=True)
class Outer:
    epochs: int = 3
    lr: float = 1e-3
    ship_only: bool = True
    inner: Inner = field(default_factory=Inner)


def test_words_lie_over_the_file_and_the_file_over_defaults(tmp_path: Path) -> None:
    file = tmp_path / "settings.yaml"
    file.write_text("epochs: 7\nlr: 2.0\ninner:\n  kind: published\n")
    assert load_config(Outer, file, ["lr=0.25", "inner.rate=1"]) == Outer(7, 0.25, True, Inner(1.0, "published"))
    assert load_config(Outer, None, []) == Outer()


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "settings.yaml"
    file.write_text("# nothing yet\n")
    assert load_config(Outer, file, []) == Outer()


@pytest.mark.parametrize("text", ["1e-4", "1.0e-4", "0.0001"])
def test_floats_may_be_written_as_people_write_them(text: str) -> None:
    assert load_config(Outer, None, [f"lr={text}"]).lr == 1e-4


def test_a_whole_number_may_stand_for_a_float() -> None:
    lr = load_config(Outer, None, ["lr=2"]).lr
    assert (lr, type(lr)) == (2.0, float)


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("epochs", "'epochs' is not of the form key=value"),
        ("epoch=3", "unknown setting epoch; did you mean epochs?"),
        ("inner.rat=3", "unknown setting inner.rat; did you mean inner.rate?"),
        ("zzz=3", "unknown setting zzz; known: epochs, inner, lr, ship_only"),
        ("epochs=3.5", "epochs must be int, got 3.5"),
        ("epochs=true", "epochs must be int, got True"),
        ("ship_only=1", "ship_only must be bool, got 1"),
        ("lr=fast", "lr must be a number, got 'fast'"),
        ("lr=true", "lr must be float, got True"),
        ("lr=[1]", r"lr must be float, got \[1\]"),
        ("inner=3", "inner holds several settings; write inner.<setting>=value"),
        ("epochs.x=3", "epochs must be int"),
        ("epochs=[", "'epochs=.' is not YAML"),
    ],
)
def test_what_is_wrong_and_what_would_be_right(word: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        load_config(Outer, None, [word])


def test_a_value_and_a_setting_inside_it_do_not_go_together() -> None:
    with pytest.raises(ConfigError, match="epochs has a value of its own"):
        load_config(Outer, None, ["epochs=3", "epochs.x=4"])


@pytest.mark.parametrize(("text", "said"), [("- a\n- b\n", "lines of the form key: value"), ("a: [", "is not YAML")])
def test_a_broken_file_is_named(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "settings.yaml"
    file.write_text(text)
    with pytest.raises(ConfigError, match=rf"settings\.yaml.*{said}"):
        load_config(Outer, file, [])


def test_recipes_take_their_nested_settings() -> None:
    settings = load_config(PretrainConfig, None, ["corruption.sampler=published", "augmentation.rotation=3"])
    assert settings.corruption.sampler == "published"
    assert settings.augmentation.rotation == 3.0


def test_naming_one_inner_setting_keeps_the_recipes_others() -> None:
    """A recipe's own defaults of a nested group hold where one of its settings is changed."""
    for kind in (PretrainConfig, SegmentConfig, FinetuneConfig):
        default = kind().augmentation
        changed = load_config(kind, None, ["augmentation.rotation=3"]).augmentation
        assert changed.gamma == default.gamma
        assert changed.scale_low == default.scale_low


def test_an_epoch_shorter_than_a_batch_is_refused() -> None:
    with pytest.raises(ConfigError, match=r"films_per_epoch=10 .*raise it, or lower batch_size=64"):
        load_config(FinetuneConfig, None, ["films_per_epoch=10"])
