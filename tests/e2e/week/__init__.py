"""A week of her life with socialkit, played in minutes, and a judge who was told only what she saved.

In: a seed. Out: whether everything stands on the networks that her last good file asked for, when it
asked for it, and nothing else.
"""
