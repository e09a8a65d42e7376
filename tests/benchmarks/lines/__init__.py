"""How well lines are picked, beside four baselines: `make bench-lines` (some minutes).

In: the labelled texts and the scorer of ../shared/quotebench. Out: one table. The labels are read
by the scorer alone; what picks sees the text.
"""
