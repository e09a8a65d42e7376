"""How well lines are picked, beside four baselines: `make bench-lines` (some minutes).

The labels are read by the scorer alone; what picks sees the text.
"""
