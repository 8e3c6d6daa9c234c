"""How long a piece of work takes, whatever else the process holds in memory."""

import gc
import time
from collections.abc import Callable


def seconds(work: Callable[..., object], *given: object) -> float:
    """Seconds of CPU of this process.

    No garbage is collected meanwhile: that walks through all that other tests have left, half a second and more.
    """
    gc.collect()
    gc.disable()
    try:
        started = time.process_time()
        work(*given)
        return time.process_time() - started
    finally:
        gc.enable()
