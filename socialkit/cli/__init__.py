"""The command line: words in, words out. Each command loads only what it needs."""

from socialkit.cli.app import main

__all__ = ["main"]
