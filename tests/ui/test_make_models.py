"""The made view models: what a view says, QML sees, and no field is written a second time by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.ui.make_models import MODELS, Model, source


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.class_name)
def test_made_models_are_what_the_dataclasses_give(model: Model) -> None:
    assert model.path.read_text(encoding="utf-8") == source(model), "run: python -m kiosk.ui.make_models"


def test_a_row_list_that_the_view_does_not_have_is_refused() -> None:
    """A renamed field would else become a list taken whole, which is built anew at each change."""
    with pytest.raises(LookupError, match="KioskView has no field options"):
        source(replace(MODELS[0], rows={"options": "id"}))
