"""A line to a device that takes bytes and answers: by network or device file, the same to its user.

Knows nothing of what the bytes mean. Waits are bounded by the caller, under `asyncio.timeout`; whatever
goes wrong on the line is an OSError.
"""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final, Protocol

_UNSENT: Final = 8192


class Wire(Protocol):
    """An open line. Every call raises OSError when the other side is gone."""

    async def write(self, data: bytes) -> None:
        """Send all of it; returns when the line has taken it."""

    async def read_byte(self) -> int:
        """The next byte that comes."""

    def close(self) -> None:
        """At once; what the line has not taken is dropped."""


class TcpWire:
    """A network connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def write(self, data: bytes) -> None:
        self._writer.write(data)
        await self._writer.drain()

    async def read_byte(self) -> int:
        data = await self._reader.read(1)
        if not data:
            raise ConnectionResetError("the other side hung up")
        return data[0]

    def close(self) -> None:
        if self._writer.transport.get_write_buffer_size():
            self._writer.transport.abort()
        else:
            self._writer.close()


async def open_tcp(host: str, port: int, timeout: float) -> Wire:
    """Connect within so many seconds; TimeoutError is an OSError too."""
    async with asyncio.timeout(timeout):
        reader, writer = await asyncio.open_connection(host, port)
    # Little may wait on this side: a printer that takes no more shows as a write that does not end.
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _UNSENT)
    writer.transport.set_write_buffer_limits(high=0)
    return TcpWire(reader, writer)


class DeviceWire:
    """A device file such as /dev/usb/lp0, without a thread that a silent device would hold for ever."""

    def __init__(self, handle: int) -> None:
        self._handle = handle
        self._loop = asyncio.get_running_loop()

    async def write(self, data: bytes) -> None:
        while data:
            await self._ready(self._loop.add_writer, self._loop.remove_writer)
            with suppress(BlockingIOError):
                data = data[os.write(self._handle, data) :]

    async def read_byte(self) -> int:
        while True:
            await self._ready(self._loop.add_reader, self._loop.remove_reader)
            with suppress(BlockingIOError):
                data = os.read(self._handle, 1)
                if not data:
                    raise ConnectionResetError("the device is gone")
                return data[0]

    def close(self) -> None:
        os.close(self._handle)

    async def _ready(self, watch: Callable[..., object], unwatch: Callable[[int], object]) -> None:
        ready = asyncio.Event()
        watch(self._handle, ready.set)
        try:
            await ready.wait()
        finally:
            unwatch(self._handle)


async def open_device(path: Path) -> Wire:
    """Open a device file to write and to be answered."""
    if os.name != "posix":
        raise OSError("device files are there on Linux only: use the network or a print queue")
    return DeviceWire(os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY))
