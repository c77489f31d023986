"""Words about sound that are both shown and spoken: why nothing can be listened to, and how a number is called out."""

from __future__ import annotations

from typing import Final

from kiosk.present.language.words import marked

NO_VOICE: Final = marked("No sound in this language yet.")
# Translators: on the button that ends the reading aloud
STOP_SOUND: Final = marked("Stop sound")
USE_HEADPHONES: Final = marked("Use headphones to hear this.")
# Translators: on a button, beside a picture of headphones
HEADPHONES: Final = marked("Headphones")
# Translators: on a button, beside a picture of a loudspeaker
NO_SOUND_NOW: Final = marked("No sound now")
SOUND_BROKEN: Final = marked("The sound does not work now. Ask us for help.")
# Translators: called out in the hall before where to go
NUMBER: Final = marked("Number {number}")
