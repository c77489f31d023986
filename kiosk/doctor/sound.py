"""What is heard: a loudspeaker, and what each language of this office is spoken by."""

from __future__ import annotations

import asyncio

from kiosk.doctor.registry import Context, Finding, State, check


@check("sound", screen=True)
def check_sound(_: Context) -> Finding:
    """A moment of silence is played. A kiosk without sound still checks people in: never a fault."""
    from kiosk.devices.sound.player import PlaybackOutcome, Player

    player = Player()
    if asyncio.run(player.try_out()) is PlaybackOutcome.PLAYED:
        return Finding("sound", State.FINE, f"{player.name} plays")
    remedy = "Connect a loudspeaker, and install one of pw-play, paplay and aplay (Debian: alsa-utils)."
    return Finding("sound", State.WARNING, player.trouble, remedy)


@check("voices", screen=True)
def check_voices(context: Context) -> Finding:
    """What each language of this office is heard by. A language without a voice is read by eye: never a fault."""
    from kiosk.devices.sound.clips import Clips
    from kiosk.devices.sound.engine import voices_now
    from kiosk.devices.sound.voices import VOICES, VoiceKind, kind
    from kiosk.present.speech.recordings import phrases_to_record

    config, clips = context.office_config(), Clips()
    voices, trouble = voices_now()
    heard: dict[VoiceKind, list[str]] = {}
    for code in config.office.languages:
        recorded, wanted = clips.recorded(code, (each.text for each in phrases_to_record(code, config)))
        count = f" ({recorded} of {wanted} recorded)" if recorded else ""
        heard.setdefault(kind(recorded, wanted, VOICES.get(code) in voices), []).append(code + count)
    broken = [wrong for code in config.office.languages for wrong in clips.problems(code)]
    said = (f"{by}: {', '.join(codes)}" for by, codes in heard.items())
    evidence = "; ".join(filter(None, (*said, *broken, trouble.rstrip("."))))
    if not (broken or trouble or VoiceKind.NONE in heard):
        return Finding("voices", State.FINE, evidence)
    remedy = (
        "Record what is missing or broken (assets/audio/README.md); `motesplats phrases` names each file."
    )
    return Finding("voices", State.WARNING, evidence, "Set the program up again." if trouble else remedy)


CHECKS = (
    check_sound,
    check_voices,
)
