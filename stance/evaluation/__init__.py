"""How far to trust it: splits, metrics, intervals, baselines and comparisons that respect documents."""
