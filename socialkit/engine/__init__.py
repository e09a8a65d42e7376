"""Who runs the posts that are due. One engine a module; `inline` runs them here, one by one."""

from socialkit.engine.inline import run_due

__all__ = ["run_due"]
