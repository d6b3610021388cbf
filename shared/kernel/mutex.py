"""A lock around what never waits: a few lines that change several things together."""

from _thread import RLock as Mutex

__all__ = ["Mutex"]

# A cooperative runtime puts a lock of its own in the place of `threading.Lock`, so that others run
# while one waits for it. It is written in Python, takes 2 µs each time, and a command goes through a
# dozen. Where nobody gives way while he holds one, nobody ever waits for it, and the interpreter's own
# does, which keeps real threads apart too. One that may be entered again: should somebody give way in
# it after all, the process goes on.
