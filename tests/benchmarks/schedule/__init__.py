"""What a large schedule costs: reading, checking, looking for what is due. `make bench-schedule`."""
