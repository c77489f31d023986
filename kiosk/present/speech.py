"""What is said of a screen: its words in the order they are read aloud, each with the thing on the screen it is about.

Made from the screen's own view, so that what is heard and what is seen cannot differ. Knows neither voices nor sound.
"""

from __future__ import annotations

from typing import Final

from kiosk.present.words import marked

# Translators: on the button that ends the reading aloud
STOP_SOUND: Final = marked("Stop sound")
USE_HEADPHONES: Final = marked("Use headphones to hear this.")
# Translators: on a button, beside a picture of headphones
HEADPHONES: Final = marked("Headphones")
# Translators: on a button, beside a picture of a loudspeaker
NO_SOUND_NOW: Final = marked("No sound now")
SOUND_BROKEN: Final = marked("The sound does not work now. Ask us for help.")
# Translators: on a button: switches off what moves on the screen
NO_MOTION: Final = marked("No motion")
# Translators: only heard, by people who do not see the screen and press keys below it
SPEECH_ON: Final = marked("Speech is on.")
# Translators: only heard; the keys can be felt
HOW_TO_MOVE: Final = marked("Use the arrow keys to hear the choices. Press the middle key to choose.")
# Translators: only heard; Help and Home are names of keys that can be felt
HOW_TO_GET_HELP: Final = marked("The Help key brings you to a person. The Home key starts over.")
# Translators: only heard; "Listen" is the name of a key
HOW_TO_REPEAT: Final = marked("Press the Listen key to hear it again.")
# Translators: only heard, before the words of the choice
PLACE: Final = marked("Choice {n} of {total}")
# Translators: only heard, after the words of a choice: it has been chosen
CHOSEN: Final = marked("Chosen")
# Translators: only heard, after the words of a choice: it has not been chosen
NOT_CHOSEN: Final = marked("Not chosen")
# Translators: only heard, when somebody wants to go on without an answer
CHOOSE_FIRST: Final = marked("Choose an answer first.")
NUMBER_IS: Final = marked("Your number is {number}.")
# Translators: called out in the hall before where to go
NUMBER: Final = marked("Number {number}")
# Translators: only heard, when the sound is made louder or softer
VOLUME: Final = marked("Volume {n} of {total}")
MORE_TIME: Final = marked("You have more time.")
