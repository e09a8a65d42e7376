"""PublishErrors on their way from one process to another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from socialkit import errors
from socialkit.errors import AccountProblem, PublishError, TemporaryFailure, UncertainOutcome


def take_apart(error: PublishError) -> dict[str, Any]:
    """Its kind, its words and what else it says, as values that can be pickled."""
    return {
        "kind": type(error).__name__,
        "words": str(error),
        "network": error.network,
        "retry_after": getattr(error, "retry_after", None),
        "never_left": getattr(error, "never_left", False),
        "account_problem": getattr(error, "account_problem", None),
        "passes_after": getattr(error, "passes_after", None),
    }


def rebuild(value: Mapping[str, Any]) -> PublishError:
    """The error that was taken apart."""
    kind: type[PublishError] = getattr(errors, value["kind"])
    names: dict[type[PublishError], tuple[str, ...]] = {
        TemporaryFailure: ("retry_after", "never_left"),
        AccountProblem: ("passes_after",),
        UncertainOutcome: ("account_problem", "passes_after"),
    }
    extra = {name: value[name] for name in names.get(kind, ())}
    return kind(value["words"], network=value["network"], **extra)
