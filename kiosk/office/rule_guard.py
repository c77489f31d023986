"""The guard around the calling rule: when it fails, check-in order answers, the log says why, a metric counts.

The core raises when it has a fault; no clerk is to be left without a visitor for that, and no fault is to stay unseen.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Final, TypeVar

from kiosk.core.queue.hall import Order

log = logging.getLogger("motesplats.office")

T = TypeVar("T")


class RuleGuard:
    """Counts the failures of the calling rule. Used by the writer's thread and by the server's loop."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._failed = 0
        self._logged: set[tuple[type[Exception], str, int]] = set()

    @property
    def failed(self) -> int:
        """How many decisions have failed since the start."""
        return self._failed

    def decided(self, decide: Callable[[Order], T], order: Order) -> T | None:
        """The result of `decide` by this order, or by check-in order when that fails; None when both fail."""
        for each in dict.fromkeys((order, Order.CHECK_IN)):
            try:
                return decide(each)
            except Exception as error:
                self._note(each, error)
        return None

    def _note(self, order: Order, error: Exception) -> None:
        """Counts a failure, and logs it with its traceback unless one of this kind at this line was logged before."""
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        place = ("", 0) if trace is None else (trace.tb_frame.f_code.co_filename, trace.tb_lineno)
        with self._lock:
            self._failed += 1
            known = (type(error), *place) in self._logged
            self._logged.add((type(error), *place))
        if not known:
            log.error("The calling order %r failed; the next one is used.", order.value, exc_info=error)


GUARD: Final = RuleGuard()
"""The one of this process: decisions and views have no server at hand."""
