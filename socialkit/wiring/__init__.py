"""Settings become running parts. The only package that names concrete classes and reads the clock.

Each part is loaded when it is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from socialkit.wiring.clock import SystemClock
    from socialkit.wiring.owner import find_owner
    from socialkit.wiring.parts import Wiring, wire
    from socialkit.wiring.places import find_assets, find_system_zone
    from socialkit.wiring.station import Station

__all__ = [
    "Station",
    "SystemClock",
    "Wiring",
    "find_assets",
    "find_owner",
    "find_system_zone",
    "wire",
]

_LATER = {
    "Station": "station",
    "SystemClock": "clock",
    "Wiring": "parts",
    "find_assets": "places",
    "find_owner": "owner",
    "find_system_zone": "places",
    "wire": "parts",
}


def __getattr__(name: str) -> Any:
    """Load the part that is asked for."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
