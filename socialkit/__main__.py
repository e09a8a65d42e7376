"""`python -m socialkit`, and the entry point of the command `socialkit`."""

from socialkit.cli import main

__all__ = ["main"]

if __name__ == "__main__":
    main()
