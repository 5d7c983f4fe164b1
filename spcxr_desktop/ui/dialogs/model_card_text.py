"""A model card as a page: what a package says of itself, in a fixed order, with every figure's interval."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from spcxr_desktop.app.model_cards import Card
from spcxr_desktop.domain.findings import Interval, OperatingPoint
from spcxr_desktop.inference.labels import ClassificationTask, ClassLabel
from spcxr_desktop.inference.manifest import Manifest
from spcxr_desktop.ui import finding_texts, strings, theme
from spcxr_desktop.ui.translation import number, tr

NO_FIGURE = "–"
CALIBRATED = "Its calibration was measured to hold in every source."
NOT_CALIBRATED = "A score: its calibration was not measured to hold in every source."
OWN_CHOICE = "the model\u2019s own choice"
NOT_MEASURED = "Nothing was measured of this."
_ON_SCREEN = f"""body {{ color: {theme.TEXT}; }} h1 {{ font-size: 17pt; }} h2 {{ font-size: 12pt; }}
h3 {{ font-size: 10pt; color: {theme.QUIET}; }} th {{ color: {theme.QUIET}; text-align: left; }}
td, th {{ padding: 3px 14px 3px 0; }} .quiet {{ color: {theme.QUIET}; }} .warned {{ color: {theme.FLAG}; }}"""
_ON_PAPER = """body { color: #000; font-family: sans-serif; font-size: 9pt; } h1 { font-size: 15pt; }
h2 { font-size: 11pt; } h3 { font-size: 9pt; } th { text-align: left; } td, th { padding: 2px 10px 2px 0; }
.quiet { color: #444; }"""


def page(card: Card, *, paper: bool = False) -> str:
    """HTML of the card; the reliability diagram of each label is the picture ``picture_url``."""
    manifest = card.manifest
    parts = [
        _head(manifest), _section("Intended use", _paragraphs([manifest.intended_use, *manifest.limits])),
        _section("Known failures", _list(manifest.known_failures)),
        _section("Not evaluable", _list(manifest.not_evaluable)), _not_assessed(manifest),
        _data(manifest), _points(manifest), _screening(manifest), _calibration(manifest), _segmentation(manifest),
        _evidence(manifest), _outliers(manifest), _origin(card),
    ]  # fmt: skip
    style = _ON_PAPER if paper else _ON_SCREEN
    title = escape(f"{manifest.id} {manifest.version}")
    head = f"<html><head><meta charset='utf-8'><title>{title}</title><style>{style}</style></head><body>"
    return "".join((head, *parts, "</body></html>"))


def picture_url(label: str) -> str:
    """What the page calls the reliability diagram of a label."""
    return f"spcxr:reliability/{label}"


def labels(manifest: Manifest) -> tuple[ClassLabel, ...]:
    """Every finding that the model scores."""
    tasks = (task for task in manifest.tasks if isinstance(task, ClassificationTask))
    return tuple(label for task in tasks for label in task.labels)


def title_of(manifest: Manifest, label: str) -> str:
    """What a label is called."""
    return next((tr(item.title) for item in labels(manifest) if item.id == label), label)


def _head(manifest: Manifest) -> str:
    line = escape(f"{manifest.id} {manifest.version}")
    return f"<h1>{_t(manifest.title)}</h1><p class='quiet'>{line}  ·  {_t(strings.RESEARCH_LONG)}</p>"


def _not_assessed(manifest: Manifest) -> str:
    if not labels(manifest):
        return ""
    return _section("Not assessed", f"<p>{escape(strings.not_assessed_list(manifest.not_assessed))}</p>")


def _data(manifest: Manifest) -> str:
    training = manifest.training
    sources = training.get("sources")
    rows = [(str(name), _whole(films)) for name, films in sources.items()] if isinstance(sources, dict) else []
    method = training.get("method")
    text = f"<p>{_t(str(method))}</p>" if method else ""
    return _section("Data it was trained on", text + _table(("Source", "Films"), rows))


def _points(manifest: Manifest) -> str:
    out = []
    for label in labels(manifest):
        points = sorted(label.operating_points, key=lambda point: point.threshold)
        rows = [_point_row(point, point.id == label.default_point) for point in points]
        badge = f"<span class='quiet'>  ({_t(strings.EXPLORATORY)})</span>" if label.exploratory else ""
        why = label.calibration.why
        said = CALIBRATED if label.calibration.supported else NOT_CALIBRATED
        out.append(f"<h3>{_t(label.title)}{badge}</h3>")
        out.append(_table(("Operating point", "Threshold", "Rule", "Sensitivity", "Specificity"), rows))
        out.append(f"<p class='quiet'>{_t(said)} {_t(why) if why else ''}</p>")
    return _section("Operating points, measured on validation", "".join(out)) if out else ""


def _point_row(point: OperatingPoint, default: bool) -> tuple[str, ...]:
    name = tr(finding_texts.POINTS.get(point.id, point.id))
    chosen = f"{name} ({tr(OWN_CHOICE)})" if default else name
    threshold = number(f"{point.threshold:.3f}")
    return chosen, threshold, tr(point.rule), _interval(point.sensitivity), _interval(point.specificity)


def _screening(manifest: Manifest) -> str:
    """A table per finding; the films of a source stand once, above their operating points."""
    heads = ("Source and age", "With", "Without", "AUROC", "Operating point", "Sensitivity", "Specificity")
    parts = []
    for label in labels(manifest):
        own = [row for row in manifest.figures.screening if row.label == label.id]
        rows, before = [], ""
        for row in own:
            films = row.stratum, _whole(row.positive), _whole(row.negative), _interval(row.auroc)
            first = films if row.stratum != before else ("",) * len(films)
            before = row.stratum
            point = tr(finding_texts.POINTS.get(row.point, row.point))
            rows.append((*first, point, _interval(row.sensitivity), _interval(row.specificity)))
        parts.append(f"<h3>{_t(label.title)}</h3>{_table(heads, rows)}")
    return _section("Figures by source and age, on validation films", "".join(parts)) if parts else ""


def _calibration(manifest: Manifest) -> str:
    if not labels(manifest):
        return ""
    figures = manifest.figures
    rows = [
        (title_of(manifest, row.label), row.stratum, _whole(row.films), _interval(row.slope), _interval(row.intercept),
         tr("holds" if row.supported else "does not hold"))
        for row in figures.calibration
    ]  # fmt: skip
    heads = ("Finding", "Source and age", "Films", "Slope (1 is right)", "Intercept (0 is right)", "Calibration")
    drawn = dict.fromkeys(row.label for row in figures.reliability)
    pictures = (f"<h3>{escape(title_of(manifest, name))}</h3><p><img src='{picture_url(name)}'></p>" for name in drawn)
    return _section("Calibration", _table(heads, rows) + "".join(pictures))


def _segmentation(manifest: Manifest) -> str:
    rows = [
        (row.stratum, _whole(row.films), _interval(row.dice, 3), number(f"{row.worst_5_percent:.3f}"))
        for row in manifest.figures.segmentation
    ]
    if not rows:
        return ""
    heads = ("Source and age", "Films", "Dice", "Worst 5 % below")
    return _section("Outlines of the lungs, on validation films", _table(heads, rows))


def _evidence(manifest: Manifest) -> str:
    rows = []
    for row in manifest.figures.evidence:
        numbers = (row.deletion, row.random_deletion, row.occlusion_deletion, row.insertion, row.random_insertion,
                   row.occlusion_insertion)  # fmt: skip
        cells = [number(f"{value:.2f}") for value in numbers]
        rows.append((title_of(manifest, row.label), _whole(row.films), _interval(row.inside_lungs), *cells))
    if not rows:
        return ""
    heads = ("Finding", "Films", "Share inside the lungs", "Deletion", "at random", "by occlusion", "Insertion",
             "at random", "by occlusion")  # fmt: skip
    note = "Area under the curve of the score while the patches with most evidence go (lower is better) or come."
    return _section("Evidence", f"<p class='quiet'>{_t(note)}</p>" + _table(heads, rows))


def _outliers(manifest: Manifest) -> str:
    rows = [
        (tr(row.set), _whole(row.films), _interval(row.auroc), _interval(row.false_refusal_at_95_recall))
        for row in manifest.figures.outliers
    ]
    if manifest.outliers is None and not rows:
        return ""
    heads = ("Films that are unlike", "Films", "AUROC", "False warnings at 95 % recall")
    method = f"<p class='quiet'>{_t(manifest.outliers.method)}</p>" if manifest.outliers is not None else ""
    return _section("Films unlike those it knows", method + _table(heads, rows))


def _origin(card: Card) -> str:
    manifest = card.manifest
    rows = ((tr("Licence"), tr(manifest.licence)), ("sha256", manifest.sha256), (tr("Origin"), tr(card.origin)))
    lines = "".join(f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in rows)
    return _section("Package", f"<table>{lines}</table>")


def _section(title: str, body: str) -> str:
    return f"<h2>{_t(title)}</h2>{body}"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = ["".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows]
    if not lines:
        return f"<p class='quiet'>{_t(NOT_MEASURED)}</p>"
    head = "".join(f"<th>{_t(name)}</th>" for name in heads)
    return f"<table cellspacing='0'><tr>{head}</tr>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def _list(items: Sequence[str]) -> str:
    if not items:
        return f"<p class='quiet'>{_t('The package names none.')}</p>"
    return f"<ul>{''.join(f'<li>{_t(item)}</li>' for item in items)}</ul>"


def _paragraphs(items: Iterable[str]) -> str:
    return "".join(f"<p>{_t(item)}</p>" for item in items if item)


def _interval(value: Interval | None, digits: int = 2) -> str:
    if value is None:
        return NO_FIGURE
    middle, low, high = (number(f"{part:.{digits}f}") for part in value)
    return tr(f"{middle} ({low} to {high})")


def _whole(value: object) -> str:
    return number(f"{value:,}") if isinstance(value, int) else str(value)


def _t(text: str) -> str:
    return escape(tr(text))
