"""aiosmtpd as a server for tests. It runs until it is killed.

    smtp_peer.py <folder> <certificate> <key> <port of STARTTLS> <port of TLS> <largest message> <mechanism> …

What it takes goes into the folder <folder>/mail, a file a message. It takes nothing for nobody@, puts grey@ off until <folder>/known is there, has no
room for full@, and refuses what says "forbidden" in its text. The mechanisms are the ways of authentication that it offers.
"""

import os
import pathlib
import signal
import ssl
import sys
import time

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

REFUSALS = {"nobody": "550 5.1.1 No such mailbox", "full": "452 4.2.2 Mailbox full"}


class Taker:
    def __init__(self, folder):
        self.folder = folder

    async def handle_RCPT(self, server, session, envelope, address, options):
        person = address.split("@")[0]
        if person == "grey" and not (self.folder / "known").exists():
            return "450 4.7.1 Greylisted, try again later"
        if person in REFUSALS:
            return REFUSALS[person]
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Fine"

    async def handle_DATA(self, server, session, envelope):
        if b"forbidden" in envelope.content:
            return "554 5.7.1 Looks like spam"
        name = f"{time.time_ns()}"
        (self.folder / f"{name}.new").write_bytes(envelope.content)
        os.replace(self.folder / f"{name}.new", self.folder / "mail" / f"{name}.eml")
        return "250 2.0.0 Taken"


def authenticate(server, session, envelope, mechanism, data):
    return AuthResult(success=(data.login, data.password) == (b"site", b"right horse"), handled=False)


def main():
    folder, certificate, key = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    start_tls_port, implicit_port, largest = (int(word) for word in sys.argv[4:7])
    (folder / "mail").mkdir()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    settings = {
        "hostname": "127.0.0.1", "server_hostname": "peer.rose-ash.test", "data_size_limit": largest, "auth_required": True,
        "authenticator": authenticate, "auth_exclude_mechanism": {"PLAIN", "LOGIN"} - set(sys.argv[7:])}
    controllers = [
        Controller(Taker(folder), port=start_tls_port, tls_context=context, require_starttls=True, **settings),
        # Over TLS from the first byte it does not know that it is.
        Controller(Taker(folder), port=implicit_port, ssl_context=context, auth_require_tls=False, **settings)]
    for controller in controllers:
        controller.start()
    signal.pause()


main()
