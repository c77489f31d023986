"""What a request changes: pushes, commands, pairing, and who is called next."""
