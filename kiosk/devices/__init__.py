"""Things outside the program: the printer, the clock, sound and voice. Each can be away, and says so in time.

Knows no Qt, no words for visitors and nothing of a visit: bytes go out, states come back.
"""
