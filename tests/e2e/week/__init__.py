"""A week of her life with socialkit, played in minutes, and a judge who was told only what she saved."""
