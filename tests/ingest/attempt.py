"""For properties of results and of faults alike."""

from collections.abc import Callable
from typing import TypeVar

from plugins.ingest.header import Fault

Result = TypeVar("Result")


def attempt(call: Callable[[], Result]) -> Result | Fault:
    """What the call gives, or the fault that it raises."""
    try:
        return call()
    except Fault as fault:
        return fault
