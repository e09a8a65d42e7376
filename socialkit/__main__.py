"""`python -m socialkit`, and the entry point of the command `socialkit`."""

__all__ = ["main"]


def main() -> None:
    """Run the command; its words are loaded here, for processes that set cards import this module
    and need none of them."""
    from socialkit.cli.app import main as run

    run()


if __name__ == "__main__":
    main()
