"""The contract between devices and the office server: messages, commands, views and their codec.

Pure: must not know sockets, files, screens or words.
"""
