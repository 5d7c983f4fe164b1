"""An evaluation dictionary as Markdown, for people."""

from __future__ import annotations

from typing import Any

from trainer.evaluation import report


def page(result: dict[str, Any]) -> str:
    """The whole report of ``evaluate_screening`` or ``evaluate_segmentation``."""
    folds = "; ".join(f"{name} folds {numbers}" for name, numbers in result["folds"].items())
    head = (
        f"# Evaluation: {result['kind']}\n\nPack {result['pack_sha256'][:12]}, films of {result['size']} px; {folds}.\n"
    )
    if result["kind"] == "segmentation":
        return f"{head}\n{_lungs(result['table'])}"
    sources = ", ".join(f"{name} {films}" for name, films in result["sources_trained_on"].items())
    frozen = "frozen before" if result["calibration_frozen"] else "chosen on these very films, so they flatter"
    head += (
        f"Trained on {result['films']['train']} films ({sources}); evaluated on {result['films']['evaluated']}.\n"
        f"Tables: AUROC [95 %, {result['resamples']} resamples of patients]; Δ: model minus baseline, paired. "
        "Within a source that has both classes in training, a baseline is fitted on that source alone. "
        f"Sensitivity and specificity: Wilson. Thresholds were {frozen}.\n"
    )
    return head + "".join(_label(name, figures) for name, figures in result["labels"].items())


def _label(name: str, figures: dict[str, Any]) -> str:
    within = figures["within_sources"]
    lines = [f"\n## {name}\n", f"**{figures['generalisation']}.**\n"]
    if within["mean"] is not None:
        lines.append(
            f"Within sources ({', '.join(within['sources'])}): mean AUROC {within['mean']:.3f}, "
            f"worst {within['worst']:.3f}. Pooled average precision {report.show(figures['average_precision'])}.\n"
        )
    lines.append(report.to_markdown(report.from_json(figures["table"])))
    if figures["calibration"] is None:
        return "\n".join([*lines, f"Not calibrated: {figures['not_calibrated']}\n"])
    fitted = figures["calibration_figures"]
    lines.append(
        f"Calibration ({fitted['how']}): ECE {fitted['ece']:.3f}, Brier {fitted['brier']:.3f}, "
        f"slope {fitted['slope']:.2f}, intercept {fitted['intercept']:+.2f}.\n"
    )
    return "\n".join([*lines, _points(figures), _by_source(figures["balanced_by_source"])])


def _points(figures: dict[str, Any]) -> str:
    values = figures["predictive_values"]
    shares = [value["prevalence"] for value in next(iter(values.values()))]
    head = ["point", "rule", "threshold", "sensitivity", "specificity", *(f"PPV / NPV at {s:.0%}" for s in shares)]
    rows = [
        [p["id"], p["rule"], f"{p['threshold']:.3f}", report.show(p["sensitivity"]), report.show(p["specificity"])]
        + [f"{'–' if v['ppv'] is None else format(v['ppv'], '.3f')} / {v['npv']:.3f}" for v in values[p["id"]]]
        for p in figures["operating_points"]
    ]
    return _table(head, rows)


def _by_source(rows: list[dict[str, Any]]) -> str:
    head = ["at the balanced threshold", "sensitivity", "specificity"]
    return _table(head, [[r["stratum"], report.show(r["sensitivity"]), report.show(r["specificity"])] for r in rows])


def _lungs(table: list[dict[str, Any]]) -> str:
    head = ["source (mask kind)", "films / patients", "Dice [95 %]", "worst 5 %", "right", "left"]
    head += ["HD95 px", "worst 5 %", "ASSD px", "sides swapped", "Dice of the mean training mask"]
    return _table(head, [_lung_cells(row) for row in table])


def _lung_cells(row: dict[str, Any]) -> list[str]:
    distances = [f"{row[name]:.2f}" for name in ("hd95", "hd95_worst", "assd")]
    means = [f"{row[name]:.3f}" for name in ("dice_worst", "dice_right", "dice_left")]
    last = [str(row["sides_swapped"]), f"{row['mean_mask_dice']:.3f}"]
    counts = f"{row['films']} / {row['patients']}"
    return [row["source"], counts, report.show(row["dice"]), *means, *distances, *last]


def _table(head: list[str], rows: list[list[str]]) -> str:
    return report.lines([head, ["---"] * len(head), *rows])
