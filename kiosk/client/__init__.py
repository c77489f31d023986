"""The device side of the protocol: one session, live views, commands, pairing and delivery.

Must not know screens, words or what an office offers.
"""
