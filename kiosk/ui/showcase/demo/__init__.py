"""The demo: a whole office on this computer, played by your touches beside simulated visitors and clerks, or by itself.

`play` puts the parts together: `stage` (the office server and kiosks), `tour` (touches), `clerks` (who call and serve).
"""
