"""What goes between the server and the process that reads for it: plain data, its length before it."""

from __future__ import annotations

import pickle
from typing import BinaryIO

WELL, RAISED, TOO_MUCH, CUT_SHORT = "well", "raised", "too much", "cut short"
LARGEST_MESSAGE = 400_000_000  # bytes of one message
_SIZE = 8


def send(pipe: BinaryIO, message: object) -> None:
    """Send one message whole; raises MemoryError where it is larger than any should be."""
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    if len(data) > LARGEST_MESSAGE:
        raise MemoryError
    pipe.write(len(data).to_bytes(_SIZE))
    pipe.write(data)
    pipe.flush()


def receive(pipe: BinaryIO) -> object:
    """Return the next message; raises EOFError where the other side is gone."""
    size = pipe.read(_SIZE)
    if len(size) < _SIZE:
        raise EOFError
    data = pipe.read(int.from_bytes(size))
    if len(data) < int.from_bytes(size):
        raise EOFError
    return pickle.loads(data)  # our own process sent it, over a pipe that nobody else has
