"""What a trial saw, a row each, and how long things took."""

import time

failures = []


def row(what, saw, holds):
    print(f"    {'holds ' if holds else 'FAILED'}  {what}: {saw}", flush=True)
    if not holds:
        failures.append(what)


def until(true, seconds):
    """How long it took to become true; None when it did not in time."""
    since = time.monotonic()
    while time.monotonic() - since < seconds:
        if true():
            return time.monotonic() - since
        time.sleep(0.01)
    return None


def shown(seconds):
    return "never" if seconds is None else f"{seconds:.2f} s"
