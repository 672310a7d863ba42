"""The mail server of the local site, which make up starts: takes whatever is sent, keeps it in a folder, and shows it on a page.

    catcher.py <folder> <SMTP port> <port of the page> <name of the page's host>

Both listen on the loopback address. The page is for people; /messages.json is for tests (page.py says what it holds).
"""

import signal
import sys
import threading
from http.server import ThreadingHTTPServer

from aiosmtpd.controller import Controller

import letters
import page


class Taker:
    """Says yes to everything: nothing leaves this machine, whoever it is to."""

    def __init__(self, box):
        self.box = box

    async def handle_DATA(self, server, session, envelope):
        self.box.keep(envelope.content, envelope.mail_from, envelope.rcpt_tos)
        return "250 2.0.0 Kept; see the page"


def main():
    folder, smtp_port, page_port, host = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    box = letters.Box(folder)
    smtp = Controller(Taker(box), hostname="127.0.0.1", port=smtp_port, server_hostname="localhost", ident="Rose Ash's local catcher")
    smtp.start()
    web = ThreadingHTTPServer(("127.0.0.1", page_port), page.handler(box, host))
    web.daemon_threads = True
    threading.Thread(target=web.serve_forever, daemon=True).start()
    print(f"takes mail on 127.0.0.1:{smtp_port}, shows it on 127.0.0.1:{page_port}", flush=True)
    # Blocked, so that they are taken here, and not by a thread.
    signal.sigwait({signal.SIGTERM, signal.SIGINT})
    web.shutdown()
    smtp.stop()


signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGINT})
main()
