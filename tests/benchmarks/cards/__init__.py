"""What cards cost and whether they hold what they promise, in one run: `make bench-cards`."""
