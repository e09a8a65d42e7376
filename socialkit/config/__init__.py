"""Her files: schedule.yaml, .env and lines.yaml, read into typed values and written with care.

In: paths. Out: Loaded, Settings, LineFile; every problem with its place and what to write instead.
Knows nothing of articles, networks and the outbox.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from socialkit.config.cut_off import is_cut_off
    from socialkit.config.edit import Splice, rewrite, splice, write_atomically
    from socialkit.config.environment import fill_in, read_values
    from socialkit.config.json_schema import schedule_schema, write_schema
    from socialkit.config.line_file import (
        read_line_file,
        remake_line_file,
        set_use,
    )
    from socialkit.config.load import Loaded, load_schedule, read_schedule
    from socialkit.config.salvage import salvage_notify
    from socialkit.config.settings import Settings, load_settings
    from socialkit.config.template import schedule_template

__all__ = [
    "Loaded",
    "Settings",
    "Splice",
    "fill_in",
    "is_cut_off",
    "load_schedule",
    "load_settings",
    "read_line_file",
    "read_schedule",
    "read_values",
    "remake_line_file",
    "rewrite",
    "salvage_notify",
    "schedule_schema",
    "schedule_template",
    "set_use",
    "splice",
    "write_atomically",
    "write_schema",
]

_LATER = {
    "Loaded": "load",
    "Settings": "settings",
    "Splice": "edit",
    "fill_in": "environment",
    "is_cut_off": "cut_off",
    "load_schedule": "load",
    "load_settings": "settings",
    "read_line_file": "line_file",
    "read_schedule": "load",
    "read_values": "environment",
    "remake_line_file": "line_file",
    "rewrite": "edit",
    "salvage_notify": "salvage",
    "schedule_schema": "json_schema",
    "schedule_template": "template",
    "set_use": "line_file",
    "splice": "edit",
    "write_atomically": "edit",
    "write_schema": "json_schema",
}


def __getattr__(name: str) -> Any:
    """Load the file's reader or writer that is asked for."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
