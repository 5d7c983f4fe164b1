"""Qt widgets: they draw state and emit intents, nothing else."""
