"""Members for the tests of the site that make browser starts for itself: put into its database, and signed in to account."""

import hashlib
import os
import secrets
import subprocess
import time
import uuid

import site_under_test as site

HOSTILE = "<script>alert(1)</script> \u202eלא Ruth & Sons’ “best” 👩🏽‍🌾 " + "long " * 25


def sql(statement, **values):
    """Rows as text. `values` stand in the statement as :'name'."""
    names = [word for name, value in values.items() for word in ("-v", f"{name}={value}")]
    return subprocess.run(
        ["psql", "-qAt", "-v", "ON_ERROR_STOP=1", *names, os.environ["DATABASE_URL"]], input=statement, check=True, capture_output=True, text=True).stdout.strip()


def new_id():
    """A UUID of version 7."""
    value = bytearray(int(time.time() * 1000).to_bytes(6, "big") + secrets.token_bytes(10))
    value[6], value[8] = 0x70 | value[6] & 15, 0x80 | value[8] & 63
    return str(uuid.UUID(bytes=bytes(value)))


class Member:
    def __init__(self, name, roles=()):
        self.id, self.username, self.name = new_id(), "m" + secrets.token_hex(6), name
        sql("insert into account.people (id, username, name, email) values (:'id', :'username', :'name', :'username' || '@example.org');",
            id=self.id, username=self.username, name=name)
        for role in roles:
            sql("insert into account.roles (id, person_id, role, scope, granted_at) values (:'id', :'person', :'role', 'site', now());",
                id=new_id(), person=self.id, role=role)

    def sign_in(self, label="Firefox on Linux"):
        """A browser of theirs: the token of its session at account."""
        token, device = secrets.token_bytes(32), new_id()
        sql("""insert into account.devices (id, person_id, label, method, started_at, proved_at, expires_at)
               values (:'device', :'person', :'label', 'mail', now(), now(), now() + interval '90 days');
               insert into account.sessions (id, person_id, service, device, device_id, token_hash, started_at, expires_at)
               values (:'id', :'person', 'account', :'label', :'device', decode(:'hash', 'hex'), now(), now() + interval '90 days');""",
            device=device, person=self.id, label=label, id=new_id(), hash=hashlib.sha256(token).hexdigest())
        return token.hex()

    def visit(self, visit):
        """Signs the browser of `visit` in."""
        visit.context.add_cookies([{
            "name": "__Host-session", "value": self.sign_in(), "domain": f"account.{site.DOMAIN}", "path": "/", "secure": True,
            "httpOnly": True, "sameSite": "Lax"}])
        return self
