"""Settings become running parts. The only package that names concrete classes and reads the clock."""

from socialkit.wiring.clock import SystemClock
from socialkit.wiring.parts import Wiring, wire
from socialkit.wiring.places import find_assets, find_owner, find_system_zone
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
