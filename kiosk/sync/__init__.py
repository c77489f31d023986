"""Between devices and the office server: the wire format both share, and the device's side of it.

Must not know screens, words or what an office offers."""
