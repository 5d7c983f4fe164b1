"""``spcxr-trainer``: data (list, index, verify, split, pack) | pretrain | finetune | probe | segment | evaluate |
export | draw | publish."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from spcxr_desktop.domain.errors import UserError
from trainer.config import load_config
from trainer.data.commands import add_data_parsers
from trainer.data.manifest import open_folds, read_manifest
from trainer.publish import add_publish_parser
from trainer.run import RunError

Command = Callable[[argparse.Namespace], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb. 0 done, 1 the data or model failed a check, 2 the call or a setting is wrong."""
    arguments = parse(argv)
    command: Command = arguments.command
    try:
        return command(arguments)
    except (UserError, RunError, ValueError, FileNotFoundError) as error:  # settings and manifest: ValueErrors
        print(f"spcxr-trainer: {error}", file=sys.stderr)
        return 2


def parse(argv: Sequence[str] | None) -> argparse.Namespace:
    """Settings may stand before, between and after the options, which argparse alone does not allow in a verb."""
    parser = build_parser()
    arguments, rest = parser.parse_known_args(argv)
    if "settings" in arguments and not any(word.startswith("-") for word in rest):
        arguments.settings = [*arguments.settings, *rest]
    elif rest:
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    return arguments


def build_parser() -> argparse.ArgumentParser:
    """The verbs and their options. Settings of a recipe follow as ``key=value`` words."""
    parser = argparse.ArgumentParser(prog="spcxr-trainer", description=__doc__)
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    data = verbs.add_parser("data", help="data sets: list, index, verify, split, pack")
    add_data_parsers(data.add_subparsers(required=True, metavar="VERB"))
    for name, command, text in (
        ("pretrain", _pretrain, "group-masked pretraining of an encoder, without labels"),
        ("finetune", _finetune, "screening model from an encoder, all of it trained"),
        ("probe", _probe, "screening model on a frozen encoder, its head fitted to the optimum"),
        ("segment", _segment, "lung model from an encoder"),
    ):
        recipe = verbs.add_parser(name, help=text)
        recipe.add_argument("--pack", type=Path, required=True, help="folder written by `data pack`")
        recipe.add_argument("--out", type=Path, required=True, help="run folder, new or empty unless --resume")
        recipe.add_argument("--config", type=Path, help="YAML file of settings")
        recipe.add_argument("--resume", action="store_true", help="go on with the run in --out, same settings")
        recipe.add_argument("settings", nargs="*", metavar="key=value", help="such as epochs=80")
        if name != "pretrain":
            recipe.add_argument("--init-from", type=Path, help="encoder.pt of a pretraining; absent: from scratch")
        recipe.set_defaults(command=command)
    _evaluate_parser(verbs.add_parser("evaluate", help="figures with intervals beside honest baselines"))
    _export_parser(verbs.add_parser("export", help="model package with ONNX, calibration and parity"))
    _draw_parser(verbs.add_parser("draw", help="reliability diagrams and mean evidence of a package, as PNG"))
    add_publish_parser(verbs.add_parser("publish", help="check, sign and pin a model package"))
    return parser


def _evaluate_parser(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pack", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True, help="run of finetune or segment")
    parser.add_argument("--scratch", type=Path, help="the same fine-tuning without pretraining, for comparison")
    parser.add_argument("--pretrained", type=Path, help="encoder.pt before fine-tuning, for a frozen linear probe")
    parser.add_argument("--out", type=Path, required=True, help="folder for report.json and report.md")
    parser.set_defaults(command=_evaluate)


def _export_parser(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--root", type=Path, required=True, help="folder of films with index.csv, for calibration")
    parser.add_argument("--out", type=Path, required=True, help="package folder, e.g. resources/models/spcxr-screen")
    parser.add_argument("--id", required=True)
    parser.add_argument("--version", required=True)
    parser.add_argument("--pack", type=Path, required=True, help="the same films packed, with their masks")
    parser.add_argument("--unusual", type=Path, help="folder with index.csv (path, kind): what is no chest radiograph")
    parser.set_defaults(command=_export)


def _draw_parser(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("package", type=Path)
    parser.add_argument("--out", type=Path, required=True, help="folder for the pictures")
    parser.add_argument("--root", type=Path, help="folder of films with index.csv, for the mean evidence")
    parser.set_defaults(command=_draw)


def _pretrain(arguments: argparse.Namespace) -> int:
    from trainer.recipes.pretrain import PretrainConfig, pretrain

    config = load_config(PretrainConfig, arguments.config, arguments.settings)
    pretrain(arguments.pack, arguments.out, config, resume=arguments.resume)
    return 0


def _finetune(arguments: argparse.Namespace) -> int:
    from trainer.recipes.finetune import FinetuneConfig, finetune

    config = load_config(FinetuneConfig, arguments.config, arguments.settings)
    finetune(arguments.pack, arguments.out, config, init_from=arguments.init_from, resume=arguments.resume)
    return 0


def _probe(arguments: argparse.Namespace) -> int:
    from trainer.recipes.probe import ProbeConfig, probe

    if arguments.init_from is None:
        raise FileNotFoundError("probe needs --init-from: the encoder.pt of a pretraining")
    config = load_config(ProbeConfig, arguments.config, arguments.settings)
    probe(arguments.pack, arguments.out, config, init_from=arguments.init_from, resume=arguments.resume)
    return 0


def _segment(arguments: argparse.Namespace) -> int:
    from trainer.recipes.segment import SegmentConfig, segment

    config = load_config(SegmentConfig, arguments.config, arguments.settings)
    segment(arguments.pack, arguments.out, config, init_from=arguments.init_from, resume=arguments.resume)
    return 0


def _evaluate(arguments: argparse.Namespace) -> int:
    from trainer.recipes.evaluate import evaluate

    evaluate(arguments.pack, arguments.run, arguments.out, scratch=arguments.scratch, pretrained=arguments.pretrained)
    return 0


def _export(arguments: argparse.Namespace) -> int:
    from trainer.data.pack import load_pack
    from trainer.packaging import Source, export_package

    rows = open_folds(read_manifest(arguments.root))
    source = Source(arguments.root, rows, load_pack(arguments.pack), arguments.unusual)
    facts = export_package(arguments.run, source, arguments.out, package_id=arguments.id, version=arguments.version)
    print(json.dumps(facts, indent=2))
    return 0


def _draw(arguments: argparse.Namespace) -> int:
    from trainer.recipes.draw import draw

    for path in draw(arguments.package, arguments.out, arguments.root):
        print(path)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
