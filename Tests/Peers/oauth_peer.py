"""Stock clients of OAuth 2.1 and OpenID Connect (Authlib, requests-oauthlib) against a running federation service.

    oauth_peer.py <where it listens> <its issuer> <cookie of somebody signed in> <their id> <client id> <secret> <redirect URI>

Says each thing that was checked on a line; what was not so ends it with a traceback and a status of 1. The clients do not look at `iss`
(RFC 9207), so this does."""

import concurrent.futures
import os
import sys
import time
from urllib.parse import parse_qs, urlsplit

os.environ["AUTHLIB_INSECURE_TRANSPORT"] = os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"

import requests
from authlib.common.security import generate_token
from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session as Authlib
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.jwk import KeySet
from oauthlib.oauth2 import InvalidGrantError
from requests.auth import HTTPBasicAuth
from requests_oauthlib import OAuth2Session as RequestsOAuthlib

base, issuer, cookie, person, client_id, secret, redirect = sys.argv[1:]
SCOPE = "openid profile email offline_access"
metadata = requests.get(base + "/.well-known/openid-configuration", timeout=20).json()


def endpoint(name):
    """Where it is here: the issuer's own name is known to browsers alone."""
    assert metadata[name].startswith(issuer + "/"), metadata[name]
    return base + metadata[name].removeprefix(issuer)


def browse(address):
    """What a browser of who is signed in is sent on to."""
    answer = requests.get(address, headers={"Cookie": cookie}, allow_redirects=False, timeout=20)
    assert answer.status_code == 303, (answer.status_code, answer.text[:300])
    location = answer.headers["Location"]
    query = parse_qs(urlsplit(location).query)
    assert location.startswith(redirect) and query["iss"] == [issuer], location
    return location, query


def refused(error, attempt, *kinds):
    try:
        attempt()
    except kinds or (OAuthError,) as failure:
        assert failure.error == error, failure
        return
    raise AssertionError(f"it was not refused: {error}")


def authlib(method="client_secret_basic", **more):
    return Authlib(
        client_id, secret, scope=SCOPE, redirect_uri=redirect, code_challenge_method="S256", token_endpoint_auth_method=method, **more)


def sign_in(session, verifier, **more):
    address, state = session.create_authorization_url(endpoint("authorization_endpoint"), code_verifier=verifier, nonce="n-1", **more)
    location, query = browse(address)
    assert query["state"] == [state]
    return location


def check_documents():
    assert metadata["issuer"] == issuer and metadata["code_challenge_methods_supported"] == ["S256"]
    assert metadata["authorization_response_iss_parameter_supported"] is True
    assert requests.get(base + "/.well-known/oauth-authorization-server", timeout=20).json() == metadata


def check_authlib(method):
    session, verifier = authlib(method), generate_token(48)
    location = sign_in(session, verifier)
    token = session.fetch_token(endpoint("token_endpoint"), authorization_response=location, code_verifier=verifier)
    assert token["token_type"] == "Bearer" and token["expires_in"] == 600
    keys = KeySet.import_key_set(requests.get(endpoint("jwks_uri"), timeout=20).json())
    decoded = jwt.decode(token["id_token"], keys, algorithms=["RS256"])
    options = {"iss": {"essential": True, "value": issuer}, "aud": {"essential": True, "value": client_id}}
    claims = CodeIDToken(
        decoded.claims, decoded.header, options, {"nonce": "n-1", "client_id": client_id, "access_token": token["access_token"]})
    claims.validate(leeway=5)
    assert claims["sub"] == person and claims["sid"] and claims["auth_time"] <= time.time()
    told = session.get(endpoint("userinfo_endpoint")).json()
    assert told["sub"] == person and told["email"] == claims["email"], told
    live = session.introspect_token(endpoint("introspection_endpoint"), token["access_token"]).json()
    assert live["active"] is True and live["client_id"] == client_id

    renewed = session.refresh_token(endpoint("token_endpoint"), refresh_token=token["refresh_token"])
    assert renewed["refresh_token"] != token["refresh_token"] and "nonce" not in jwt.decode(renewed["id_token"], keys).claims
    again = session.refresh_token(endpoint("token_endpoint"), refresh_token=token["refresh_token"])
    assert again["refresh_token"] == renewed["refresh_token"], "a replay within a minute gives the same successor"

    answer = session.revoke_token(endpoint("revocation_endpoint"), renewed["refresh_token"], token_type_hint="refresh_token")
    assert answer.status_code == 200
    dead = session.introspect_token(endpoint("introspection_endpoint"), renewed["access_token"])
    assert dead.text == '{"active":false}', dead.text
    refused("invalid_grant", lambda: session.refresh_token(endpoint("token_endpoint"), refresh_token=renewed["refresh_token"]))


def check_requests_oauthlib():
    session = RequestsOAuthlib(client_id, scope=SCOPE.split(), redirect_uri=redirect, pkce="S256")
    address, state = session.authorization_url(endpoint("authorization_endpoint"))
    location, query = browse(address)
    assert query["state"] == [state]
    token = session.fetch_token(endpoint("token_endpoint"), authorization_response=location, client_secret=secret)
    assert session.get(endpoint("userinfo_endpoint"), timeout=20).json()["sub"] == person
    renewed = session.refresh_token(
        endpoint("token_endpoint"), refresh_token=token["refresh_token"], auth=HTTPBasicAuth(client_id, secret))
    assert renewed["refresh_token"] != token["refresh_token"]
    assert session.get(endpoint("userinfo_endpoint"), timeout=20).status_code == 200
    try:
        session.fetch_token(endpoint("token_endpoint"), authorization_response=location, client_secret=secret)
        raise AssertionError("a code was taken twice")
    except InvalidGrantError:
        pass
    assert session.get(endpoint("userinfo_endpoint"), timeout=20).status_code == 401, "what the first use gave has ended"


def check_refusals():
    session, verifier = authlib(), generate_token(48)
    for more, error in [({"prompt": "none login"}, "invalid_request"), ({"request": "x"}, "request_not_supported"),
                        ({"response_mode": "fragment"}, "invalid_request"), ({"response_type": "token"}, "unsupported_response_type")]:
        address, state = session.create_authorization_url(endpoint("authorization_endpoint"), code_verifier=verifier, **more)
        location, query = browse(address)
        assert query["error"] == [error] and query["state"] == [state] and "code" not in query, location
    address, _ = session.create_authorization_url(endpoint("authorization_endpoint"), code_verifier=verifier)
    for weaker in ["code_challenge_method=plain", "x=y"]:
        location, query = browse(address.replace("code_challenge_method=S256", weaker))
        assert query["error"] == ["invalid_request"], location
    session.code_challenge_method = None
    location, query = browse(session.create_authorization_url(endpoint("authorization_endpoint"))[0])
    assert query["error"] == ["invalid_request"], "a client without PKCE is refused"

    location = sign_in(authlib(), verifier)
    refused("invalid_grant", lambda: authlib().fetch_token(
        endpoint("token_endpoint"), authorization_response=location, code_verifier=generate_token(48)))
    location = sign_in(authlib(), verifier)
    wrong = Authlib(client_id, "wrong", redirect_uri=redirect)
    refused("invalid_client", lambda: wrong.fetch_token(
        endpoint("token_endpoint"), authorization_response=location, code_verifier=verifier))
    for address in [redirect + "/", "https://evil.example/"]:
        session = Authlib(client_id, secret, scope=SCOPE, redirect_uri=address, code_challenge_method="S256")
        answer = requests.get(
            session.create_authorization_url(endpoint("authorization_endpoint"), code_verifier=verifier)[0],
            headers={"Cookie": cookie}, allow_redirects=False, timeout=20)
        assert answer.status_code == 400 and "Location" not in answer.headers
    address, _ = authlib().create_authorization_url(endpoint("authorization_endpoint"), code_verifier=verifier, prompt="none")
    location = requests.get(address, allow_redirects=False, timeout=20).headers["Location"]
    assert parse_qs(urlsplit(location).query)["error"] == ["login_required"]


def check_twenty_at_once():
    verifier = generate_token(48)
    location = sign_in(authlib(), verifier)
    token = authlib().fetch_token(endpoint("token_endpoint"), authorization_response=location, code_verifier=verifier)
    with concurrent.futures.ThreadPoolExecutor(20) as pool:
        renewed = list(pool.map(
            lambda _: authlib().refresh_token(endpoint("token_endpoint"), refresh_token=token["refresh_token"]), range(20)))
    assert len({token["refresh_token"] for token in renewed}) == 1
    assert authlib().refresh_token(endpoint("token_endpoint"), refresh_token=renewed[0]["refresh_token"])

    location = sign_in(authlib(), verifier)

    def take(_):
        try:
            return authlib().fetch_token(endpoint("token_endpoint"), authorization_response=location, code_verifier=verifier)
        except OAuthError as failure:
            assert failure.error == "invalid_grant", failure
            return None

    with concurrent.futures.ThreadPoolExecutor(20) as pool:
        taken = [token for token in pool.map(take, range(20)) if token]
    assert len(taken) == 1, len(taken)
    refused("invalid_grant", lambda: authlib().refresh_token(endpoint("token_endpoint"), refresh_token=taken[0]["refresh_token"]))


for name, check in [
    ("documents", check_documents), ("authlib basic", lambda: check_authlib("client_secret_basic")),
    ("authlib post", lambda: check_authlib("client_secret_post")), ("requests-oauthlib", check_requests_oauthlib),
    ("refusals", check_refusals), ("twenty at once", check_twenty_at_once),
]:
    check()
    print(name, flush=True)
