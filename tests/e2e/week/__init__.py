"""A week of an owner with socialkit, played in minutes, and a judge that knows only what was saved."""
