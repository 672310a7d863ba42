"""S7: folding delivery events, and a queue that is back from its log."""

import statistics

from commands import figures
from machine import SERVER_CORE
from tables import at_least, at_most, rounds_table, title


def measure(rounds=3):
    title("S7", "folding delivery events, one in twenty failing; no peer does this, so the bar is a figure")
    found = [figures("folding", core=SERVER_CORE) for _ in range(rounds)]
    folded = rounds_table("events/s", {"fold": [f["fold"]["value"] for f in found]})
    back = rounds_table("seconds", {"a queue with a million events in its log is back": [f["restore"]["value"] for f in found]})
    # Nanoseconds an event with a history of ten times the length and the same number pending.
    growth = statistics.median(f["growth"]["value"] for f in found)
    at_least("S7", "millions of events folded a second", folded["fold"] / 1e6, 5)
    at_most("S7", "back from snapshot and tail", back["a queue with a million events in its log is back"], 1, " s")
    at_most("S7", "cost of an event after ten times the history", growth, 1.25, " ×")
