"""`motesplats languages`: how far each language has come. Must not know any word of them."""

from __future__ import annotations

import click

from kiosk.cli import print_json
from kiosk.present.language import catalogues
from kiosk.present.language.languages import LANGUAGES


def language_list() -> list[dict[str, object]]:
    """Every language of the product, those without words too. `voice` is what can be heard on this computer now."""
    from kiosk.catalogue.load import load_config
    from kiosk.devices.sound.clips import Clips
    from kiosk.devices.sound.engine import voices_now
    from kiosk.devices.sound.voices import VOICES, kind
    from kiosk.present.speech.recordings import phrases_to_record

    config, clips = load_config(None), Clips()
    voices, _ = voices_now()
    rows: list[dict[str, object]] = []
    for code, language in LANGUAGES.items():
        status = catalogues.status(code)
        recorded, wanted = clips.recorded(code, (each.text for each in phrases_to_record(code, config)))
        rows.append(
            {
                "code": code,
                "completeness": round(status.completeness, 3),
                "reviewed": round(status.reviewed, 3),
                "font": language.font,
                "voice": kind(recorded, wanted, VOICES[code] in voices),
            }
        )
    return rows


@click.command("languages")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def command(as_json: bool) -> None:
    """Completeness, review and voice of each language."""
    rows = language_list()
    if as_json:
        print_json(rows)
        return
    click.echo(f"{'language':<10}{'words':>8}{'reviewed':>10}  {'voice':<13}letters")
    for row in rows:
        words, reviewed = (f"{float(str(row[name])):.0%}" for name in ("completeness", "reviewed"))
        click.echo(f"{row['code']:<10}{words:>8}{reviewed:>10}  {row['voice']:<13}{row['font']}")
