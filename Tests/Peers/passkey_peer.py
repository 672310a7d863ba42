"""A software authenticator (over Yubico's fido2) before the running federation service, with two verifiers that are not ours: fido2's own
server, and webauthn. Each case is one answer of the authenticator, well made or not; a line for each says who took it:

{"case": …, "ceremony": "registration" | "authentication", "ours": true | false, "webauthn": …, "fido2": …}

Called with the port of the service and the token of a member's session, who has just proved who they are.
"""

import base64
import hashlib
import http.client
import json
import os
import sys

import webauthn
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from fido2 import cbor, cose
from fido2.server import Fido2Server
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData, PublicKeyCredentialRpEntity
from webauthn.helpers.cose import COSEAlgorithmIdentifier

PORT, SESSION = int(sys.argv[1]), sys.argv[2]
PARTY = "federation.rose-ash.localhost"
ORIGIN = f"http://{PARTY}:8000"
ALGORITHMS = [COSEAlgorithmIdentifier(number) for number in (-7, -8, -257)]
UP, UV, BE, BS, AT = 0x01, 0x04, 0x08, 0x10, 0x40


def sha256(data):
    return hashlib.sha256(data).digest()


def encode(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decode(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Browser:
    """Keeps cookies, and asks as our script does."""

    def __init__(self, **cookies):
        self.cookies = cookies

    def post(self, path, value=None):
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=20)
        headers = {"Host": f"{PARTY}:8000", "Origin": ORIGIN, "Accept": "application/json",
                   "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if value is not None:
            headers["Content-Type"] = "application/json"
        connection.request("POST", path, body=None if value is None else json.dumps(value), headers=headers)
        answer = connection.getresponse()
        for field in answer.headers.get_all("Set-Cookie") or []:
            name, value = field.split(";")[0].split("=", 1)
            self.cookies[name] = value
        text = answer.read()
        connection.close()
        return answer.status, json.loads(text) if text else {}


class Key:
    """A credential's private key, of one of the algorithms."""

    def __init__(self, kind):
        if kind == "EdDSA":
            self.private, scheme = ed25519.Ed25519PrivateKey.generate(), cose.EdDSA
            self.sign = self.private.sign
        elif kind == "RS256":
            self.private, scheme = rsa.generate_private_key(65537, 2048), cose.RS256
            self.sign = lambda data: self.private.sign(data, padding.PKCS1v15(), hashes.SHA256())
        else:
            curve, scheme, digest = (ec.SECP384R1(), cose.ES384, hashes.SHA384()) if kind == "ES384" else (ec.SECP256R1(), cose.ES256, hashes.SHA256())
            self.private = ec.generate_private_key(curve)
            self.sign = lambda data: self.private.sign(data, ec.ECDSA(digest))
        self.public = scheme.from_cryptography_key(self.private.public_key())


class Answer:
    """What an authenticator and a browser answer; a case changes its members before it is sealed."""

    def __init__(self, challenge, key, identifier, handle, count=0):
        self.challenge, self.key, self.identifier, self.handle, self.count = challenge, key, identifier, handle, count
        self.named, self.kind, self.format, self.statement = identifier, "public-key", "none", None
        self.type, self.origin, self.party, self.flags = None, ORIGIN, PARTY, UP | UV
        self.client, self.signature, self.trailing, self.signer, self.cose = {"crossOrigin": False}, None, b"", key, None

    def client_data(self, expected):
        extra = dict(self.client)
        return CollectedClientData.create(self.type or expected, self.challenge, self.origin, extra.pop("crossOrigin"), **extra)

    def wrap(self, response):
        return {"id": encode(self.named), "rawId": encode(self.named), "type": self.kind, "response": response, "clientExtensionResults": {}}

    def registration(self):
        client = self.client_data("webauthn.create")
        attested = AttestedCredentialData.create(bytes(16), self.identifier, self.cose or self.key.public)
        data = AuthenticatorData.create(sha256(self.party.encode()), self.flags | AT, self.count, attested) + self.trailing
        statement = self.statement(data, client) if self.statement else {}
        if self.trailing:
            sealed = cbor.encode({"fmt": self.format, "attStmt": statement, "authData": data})
        else:
            sealed = AttestationObject.create(self.format, AuthenticatorData(data), statement)
        return self.wrap({"clientDataJSON": encode(client), "attestationObject": encode(sealed), "transports": ["internal"]})

    def authentication(self):
        client = self.client_data("webauthn.get")
        data = sha256(self.party.encode()) + bytes([self.flags]) + self.count.to_bytes(4, "big") + self.trailing
        signature = self.signer.sign(data + sha256(client))
        if self.signature:
            signature = self.signature(signature)
        handle = {} if self.handle is None else {"userHandle": encode(self.handle)}
        return self.wrap({"clientDataJSON": encode(client), "authenticatorData": encode(data), "signature": encode(signature), **handle})


def taken(verify):
    try:
        verify()
        return True
    except Exception:
        return False


def tell(case, ceremony, ours, by_webauthn, by_fido2):
    print(json.dumps({"case": case, "ceremony": ceremony, "ours": ours, "webauthn": by_webauthn, "fido2": by_fido2}), flush=True)


server = Fido2Server(PublicKeyCredentialRpEntity(id=PARTY, name="Rose Ash"), attestation="none", verify_origin=lambda origin: origin == ORIGIN)


def state(challenge):
    return {"challenge": encode(challenge), "user_verification": "required"}


def flip(signature):
    return signature[:-3] + bytes([signature[-3] ^ 1]) + signature[-2:]


def by_itself(key, algorithm=None, signer=None):
    return lambda data, client: {"alg": algorithm or key.public[3], "sig": (signer or key).sign(data + sha256(client))}


def registrations(member):
    """Every case of a registration; answers what was added of each algorithm, by its name."""
    added = {}

    def case(name, kind="ES256", change=lambda answer: None):
        status, options = member.post("/passkeys/options")
        assert status == 200, (status, options)
        asked = options["publicKey"]
        challenge, key, identifier = decode(asked["challenge"]), Key(kind), os.urandom(32)
        answer = Answer(challenge, key, identifier, decode(asked["user"]["id"]))
        change(answer)
        sent = answer.registration()
        status, _ = member.post("/passkeys", sent)
        assert status in (201, 422), (name, status)
        tell(
            name, "registration", status == 201,
            taken(lambda: webauthn.verify_registration_response(
                credential=sent, expected_challenge=challenge, expected_rp_id=PARTY, expected_origin=ORIGIN, require_user_verification=True,
                supported_pub_key_algs=ALGORITHMS)),
            taken(lambda: server.register_complete(state(challenge), sent)))
        if status == 201:
            added[name] = answer

    case("ES256")
    case("EdDSA", "EdDSA")
    case("RS256", "RS256")
    case("synced", change=lambda answer: vars(answer).update(flags=UP | UV | BE | BS))
    case("attested by itself", change=lambda answer: vars(answer).update(format="packed", statement=by_itself(answer.key)))
    case("attested by itself with EdDSA", "EdDSA", lambda answer: vars(answer).update(format="packed", statement=by_itself(answer.key)))
    case("attested by another key", change=lambda answer: vars(answer).update(format="packed", statement=by_itself(answer.key, signer=Key("ES256"))))
    case("attested with another algorithm", change=lambda answer: vars(answer).update(format="packed", statement=by_itself(answer.key, algorithm=-257)))
    case("none, with a statement", change=lambda answer: vars(answer).update(statement=by_itself(answer.key)))
    case("an unknown attestation", change=lambda answer: vars(answer).update(format="home-made"))
    case("an algorithm that was not asked for", "ES384")
    case("a key that is none", change=lambda answer: vars(answer).update(cose={1: 2, 3: -7}))
    case("a point beside the curve", change=lambda answer: vars(answer).update(cose={1: 2, 3: -7, -1: 1, -2: b"\1" * 32, -3: b"\2" * 32}))
    case("another site", change=lambda answer: vars(answer).update(origin="https://evil.example"))
    case("a sibling", change=lambda answer: vars(answer).update(origin="http://blog.rose-ash.localhost:8000"))
    case("another port", change=lambda answer: vars(answer).update(origin=f"http://{PARTY}"))
    case("another party", change=lambda answer: vars(answer).update(party="rose-ash.localhost"))
    case("the other ceremony", change=lambda answer: vars(answer).update(type="webauthn.get"))
    case("nobody there", change=lambda answer: vars(answer).update(flags=UV))
    case("not verified", change=lambda answer: vars(answer).update(flags=UP))
    case("backed up, but cannot be", change=lambda answer: vars(answer).update(flags=UP | UV | BS))
    case("another kind of credential", change=lambda answer: vars(answer).update(kind="password"))
    case("another name", change=lambda answer: vars(answer).update(named=os.urandom(32)))
    case("something after it", change=lambda answer: vars(answer).update(trailing=b"\0"))
    case("in a frame", change=lambda answer: vars(answer).update(client={"crossOrigin": True}))
    case("below another page", change=lambda answer: vars(answer).update(client={"crossOrigin": True, "topOrigin": "https://example.org"}))
    case("members of later browsers", change=lambda answer: vars(answer).update(client={"crossOrigin": False, "extra": {"a": [1]}}))
    return added


def authentications(passkeys):
    counts = dict.fromkeys(passkeys, 0)

    def case(name, passkey="ES256", change=lambda answer: None):
        known, browser = passkeys[passkey], Browser()
        status, options = browser.post("/sign-in/passkey/options")
        assert status == 200, (status, options)
        challenge = decode(options["publicKey"]["challenge"])
        answer = Answer(challenge, known.key, known.identifier, known.handle, counts[passkey])
        answer.flags = known.flags
        change(answer)
        sent = answer.authentication()
        status, _ = browser.post("/sign-in/passkey", sent)
        assert status in (200, 404, 422), (name, status)
        assert (status == 200) == ("__Host-session" in browser.cookies), name
        attested = AttestedCredentialData.create(bytes(16), known.identifier, known.key.public)
        tell(
            name, "authentication", status == 200,
            taken(lambda: webauthn.verify_authentication_response(
                credential=sent, expected_challenge=challenge, expected_rp_id=PARTY, expected_origin=ORIGIN,
                credential_public_key=cbor.encode(dict(known.key.public)), credential_current_sign_count=counts[passkey],
                require_user_verification=True)),
            taken(lambda: server.authenticate_complete(state(challenge), [attested], sent)))
        if status == 200:
            counts[passkey] = answer.count

    for passkey in passkeys:
        case(passkey, passkey)
    case("counted up", change=lambda answer: vars(answer).update(count=7))
    case("counted on", change=lambda answer: vars(answer).update(count=0xFFFFFFF0))
    case("counted the same", change=lambda answer: vars(answer).update(count=0xFFFFFFF0))
    case("counted backwards", change=lambda answer: vars(answer).update(count=8))
    case("not counted any more", change=lambda answer: vars(answer).update(count=0))
    for passkey in ("ES256", "EdDSA", "RS256"):
        def next_one(answer):
            answer.count = answer.count + 1 if answer.count else 0

        def changed(**members):
            def change(answer):
                next_one(answer)
                vars(answer).update(members)
            return change

        case(f"{passkey}: a bit of the signature", passkey, changed(signature=flip))
        case(f"{passkey}: no signature", passkey, changed(signature=lambda _: b""))
        case(f"{passkey}: half a signature", passkey, changed(signature=lambda whole: whole[: len(whole) // 2]))
        case(f"{passkey}: another key", passkey, changed(signer=Key(passkey)))
        case(f"{passkey}: and yet", passkey, next_one)
    case("another site", "EdDSA", changed(origin="https://evil.example"))
    case("a sibling", "EdDSA", changed(origin="http://blog.rose-ash.localhost:8000"))
    case("another party", "EdDSA", changed(party="rose-ash.localhost"))
    case("the other ceremony", "EdDSA", changed(type="webauthn.create"))
    case("nobody there", "EdDSA", changed(flags=UV))
    case("not verified", "EdDSA", changed(flags=UP))
    case("backed up, but cannot be", "EdDSA", changed(flags=UP | UV | BS))
    case("something after it", "EdDSA", changed(trailing=b"\0"))
    case("another kind of credential", "EdDSA", changed(kind="password"))
    case("another credential's name", "EdDSA", changed(named=os.urandom(32)))
    case("members of later browsers", "EdDSA", changed(client={"crossOrigin": False, "extra": {"a": [1]}}))
    case("in a frame", "EdDSA", changed(client={"crossOrigin": True}))
    case("below another page", "EdDSA", changed(client={"crossOrigin": True, "topOrigin": "https://example.org"}))
    case("could be synced all at once", "EdDSA", changed(flags=UP | UV | BE))
    case("nobody's", "EdDSA", changed(handle=None))
    case("somebody else's", "EdDSA", changed(handle=os.urandom(32)))
    case("not synced any more", "synced", changed(flags=UP | UV | BE))
    case("cannot be synced any more", "synced", changed(flags=UP | UV))


authentications(registrations(Browser(**{"__Host-session": SESSION})))
