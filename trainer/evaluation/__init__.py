"""Honest evaluation: figures with patient intervals, per source, beside baselines that know nothing of lungs."""
