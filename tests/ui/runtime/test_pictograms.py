"""Pictures come in the colour and size asked for; a missing one is a frame and a sentence, never a hole or a crash."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor, QImage

from kiosk import design
from kiosk.design import tokens
from kiosk.ui.runtime import fonts, pictograms
from kiosk.ui.runtime.pictograms import Ground
from kiosk.ui.ticket import render
from tests.ui.pictogram_problems import fresh_problems, problems

STATIONS = ("REC", "MV", "SKV", "FK", "AF", "PM", "KOM")


@pytest.fixture(autouse=True)
def application() -> Iterator[None]:
    render.ensure_application()
    with fresh_problems():
        yield


def opaque_colours(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


def test_every_pictogram_draws_in_one_colour() -> None:
    empty = [name for name in sorted(pictograms.names()) if not opaque_colours(pictograms.image(name, 48))]
    assert empty == []
    assert problems() == ()
    assert opaque_colours(pictograms.image("family", 96, "#a8201a")) == {"#a8201a"}
    assert pictograms.image("family", 96, "A8201A").size().toTuple() == (96, 96)


@pytest.mark.parametrize("colour", ["", "red", "#12345", "#12345g", "#12345678"])
def test_what_is_no_colour_is_refused(colour: str) -> None:
    with pytest.raises(ValueError, match="no colour"):
        pictograms.svg("family", colour)


@pytest.mark.parametrize("name", ["no-such-picture", "../fonts/ORIGIN", "", "Family", "family.svg"])
def test_a_missing_pictogram_is_a_frame_and_a_problem_told_once(
    name: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert opaque_colours(pictograms.image(name, 64, "#000000")) == {"#000000"}
    pictograms.svg(name)
    (problem,) = problems()
    assert f'"{name}"' in problem
    assert "Add " in problem
    assert len(caplog.records) == 1


def test_a_station_without_a_sign_is_a_frame_and_a_problem() -> None:
    assert opaque_colours(pictograms.sign_image("XYZ", 64))
    assert "XYZ" in problems()[0]
    assert pictograms.sign_name("XYZ") == ""


@pytest.mark.parametrize("station", STATIONS)
def test_a_sign_is_in_its_stations_colours_and_on_paper_black_and_white(station: str) -> None:
    shape = tokens()["stations"][station]
    normal = opaque_colours(pictograms.sign_image(station, 96))
    assert {shape["fill"].lower(), shape["letterColour"].lower()} <= normal
    # Smooth edges have colours between; at one bit there are none.
    for ground, ink in (
        (Ground.PAPER, "#000000"),
        (Ground.PAPER_BLOCK, "#ffffff"),
        (Ground.CONTRAST, "#ffffff"),
    ):
        image = pictograms.sign_image(station, 96, ground)
        assert ink in opaque_colours(image)
        assert all(QColor(colour).hslSaturation() == 0 for colour in opaque_colours(image))
    assert pictograms.sign_name(station) in pictograms.names()
    assert problems() == ()


@pytest.mark.parametrize("station", STATIONS)
def test_in_high_contrast_the_line_of_the_path_does_not_run_through_a_letter(station: str) -> None:
    """The line is white, as the sign is: what lies behind it is not seen through the letter."""
    normal, contrast = (
        pictograms.sign_image(station, 96, ground) for ground in (Ground.NORMAL, Ground.CONTRAST)
    )
    seen_through = [
        (x, y)
        for x in range(96)
        for y in range(96)
        if normal.pixelColor(x, y).alpha() == 255 and contrast.pixelColor(x, y).alpha() < 255
    ]
    assert seen_through == []
    assert "#000000" in opaque_colours(contrast)


def test_what_points_turns_round_on_a_right_to_left_page_and_clocks_do_not() -> None:
    assert pictograms.mirrors("back")
    assert not pictograms.mirrors("time")
    assert not any(pictograms.mirrors(pictograms.sign_name(station)) for station in STATIONS)
    turned = pictograms.image("register-move", 48, mirrored=True)
    straight = pictograms.image("register-move", 48)
    assert turned.pixelColor(5, 24) == straight.pixelColor(42, 24)


def test_every_name_the_tokens_speak_of_is_a_pictogram() -> None:
    of = tokens()["pictogram"]
    asked = {name for names in of["for"].values() for name in names.values()} - {"sign"}
    assert (asked | set(of["mirrorInRtl"]) | set(of["inkInset"])) - pictograms.names() == set()


def test_fonts_have_letters_for_every_script_first_in_the_list_digits_alike() -> None:
    assert fonts.load() == ()
    for script in ("Latn", "Cyrl", "Arab", "Ethi", "Grek"):
        families = fonts.families(script)
        assert families[0] == "Noto Sans"
        assert sorted(families) == sorted(fonts.FAMILIES)
    assert fonts.families("Ethi")[1] == "Noto Sans Ethiopic"


def test_a_missing_font_is_one_sentence_with_a_remedy(tmp_path_factory: pytest.TempPathFactory) -> None:
    missing = fonts.load(tmp_path_factory.mktemp("no fonts"))
    assert len(missing) == 6
    assert "NotoSans-Regular.ttf" in missing[0]
    assert "Install the program again" in missing[0]


@pytest.fixture
def own_stations() -> Iterator[dict[str, str]]:
    """Own stations, one for each sign there is."""
    stations = {f"OWN{i}": name for i, name in enumerate(tokens()["ownSigns"])}
    design.use_own_signs({station: (name, "B") for station, name in stations.items()})
    pictograms.sign_image.cache_clear()
    yield stations
    design.use_own_signs({})
    pictograms.sign_image.cache_clear()


def test_a_station_of_the_office_s_own_has_its_shape_colour_and_letter_on_every_ground(
    own_stations: dict[str, str],
) -> None:
    for station, name in own_stations.items():
        sign = tokens()["ownSigns"][name]
        normal = opaque_colours(pictograms.sign_image(station, 96))
        assert {sign["fill"].lower(), sign["letterColour"].lower()} <= normal, name
        for ground, colours in {
            Ground.PAPER: {"#000000", "#ffffff"},
            Ground.PAPER_BLOCK: {"#000000", "#ffffff"},
            Ground.CONTRAST: {"#000000", "#ffffff"},
        }.items():
            assert colours <= opaque_colours(pictograms.sign_image(station, 96, ground)), (name, ground)
    assert problems() == ()


@pytest.mark.parametrize("ground", [Ground.DASHED, Ground.DASHED_CONTRAST])
def test_a_sign_off_the_list_is_an_outline_with_its_letter(
    own_stations: dict[str, str], ground: Ground
) -> None:
    colours = "normal" if ground is Ground.DASHED else "highContrast"
    ink = tokens()["colour"][colours]["inkSecondary"].lower()
    for station in (*STATIONS, *own_stations):
        image = pictograms.sign_image(station, 96, ground)
        assert opaque_colours(image) == {ink}, station
        assert pictograms.sign_svg(station, ground).count("<text") == 1
