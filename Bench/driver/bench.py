"""make bench: each row of Bench/README.md that was asked for, then the summary. Run by Bench/bench.sh."""

import signal
import sys

import machine
import tables

# Named as the row; each has `measure()`.
import s1_page
import s3_postgres
import s4_redis
import s7_folding
import s8_memory
import s9_start
import s11_first_view

ROWS = {"S1": s1_page, "S3": s3_postgres, "S4": s4_redis, "S7": s7_folding, "S8": s8_memory, "S9": s9_start, "S11": s11_first_view}


def main(asked):
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        for row in asked or ROWS:
            ROWS[row].measure()
    finally:
        machine.stop_all()
    tables.summary()


main(sys.argv[1:])
