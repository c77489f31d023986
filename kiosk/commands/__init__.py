"""The `motesplats` commands, one module each: thin shells that parse, call the rooms below and print.

Imported only when the command is used, so that each starts quickly.
"""
