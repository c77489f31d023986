"""The calling order: who is called next and why, and what follows from it for everybody in the hall.

`hall` is the state both ask from, `rule` decides, `forecast` plays the same rule on. No clock, no chance: seconds and
seeds are passed in.
"""
