"""S9: from the start of a process to ready, with a migrated database."""

import cooperative
from machine import SERVER_CORE
from tables import at_most, rounds_table, title


def measure(rounds=5):
    title("S9", "from process start to ready, in seconds, with a migrated database")
    cooperative.prepare()
    measured = {service: [] for service in cooperative.SERVICES}
    for _ in range(rounds):
        for service in cooperative.SERVICES:
            process = cooperative.start(service, SERVER_CORE)
            measured[service].append(process.seconds_to_ready)
            process.stop()
    medians = rounds_table("seconds", measured)
    at_most("S9", "the slowest service", max(medians.values()), 0.5, " s")
