"""Two kiosk programs on one journal are refused; a check-in from the command line is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.journal.kiosk_lock import hold_for_kiosk
from kiosk.storage.errors import InUseError
from tests.journal.factories import DRAFT, opened


def test_a_second_kiosk_is_refused_in_one_sentence_with_a_remedy(folder: Path) -> None:
    with hold_for_kiosk(folder), pytest.raises(InUseError) as caught:
        hold_for_kiosk(folder)
    assert str(caught.value) == (
        f"Another kiosk program already uses the journal in {folder}. "
        f"Close that program, or start this one with another folder in --data."
    )


def test_check_ins_go_on_beside_a_kiosk(folder: Path) -> None:
    with hold_for_kiosk(folder):
        journals = [opened(folder), opened(folder)]
        assert [journal.issue(DRAFT).ticket for journal in journals] == ["2001", "2002"]
        for journal in journals:
            journal.close()
