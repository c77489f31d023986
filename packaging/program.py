"""Where a frozen bundle starts."""

from kiosk.cli import main

main(prog_name="motesplats")
