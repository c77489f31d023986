"""Receipt printers: ESC/POS, their byte channels, CUPS and files."""
