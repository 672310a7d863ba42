// Adds passkeys and signs in with them (WebAuthn). Without scripts the page says so, and a link by mail is the way in.
(() => {
  "use strict";
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  const text = (buffer) => buffer && btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("")).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  // What the server says is wrong, in its words.
  class Refusal extends Error {
    constructor(status, problem) {
      super([problem.title, problem.detail].filter(Boolean).join(" ") || "That did not work. Try again in a moment.");
      this.status = status;
    }
  }
  const ask = async (address, body) => {
    const headers = { Accept: "application/json", ...(body && { "Content-Type": "application/json" }) };
    const response = await fetch(address, { method: "POST", headers, body: body && JSON.stringify(body), signal: AbortSignal.timeout(20000) });
    const answer = await response.json().catch(() => ({}));
    if (!response.ok) throw new Refusal(response.status, answer);
    return answer;
  };

  // What is asked of an authenticator, and what it answers: buffers here, base64url on the wire.
  const request = ({ publicKey }) => ({
    ...publicKey,
    challenge: bytes(publicKey.challenge),
    ...(publicKey.user && { user: { ...publicKey.user, id: bytes(publicKey.user.id) } }),
    ...(publicKey.excludeCredentials && { excludeCredentials: publicKey.excludeCredentials.map((one) => ({ ...one, id: bytes(one.id) })) }),
  });
  const answer = ({ id, rawId, type, response }) => ({
    id, rawId: text(rawId), type,
    response: {
      clientDataJSON: text(response.clientDataJSON),
      ...(response.attestationObject
        ? { attestationObject: text(response.attestationObject), transports: response.getTransports?.() ?? [] }
        : { authenticatorData: text(response.authenticatorData), signature: text(response.signature), userHandle: text(response.userHandle) }),
    },
  });

  const say = (place, words) => {
    const alert = place.querySelector("[role=alert]");
    alert.textContent = words ?? "";
    alert.hidden = !words;
  };
  const reason = (error) => {
    if (error instanceof Refusal) return error.message;
    switch (error.name) {
      case "InvalidStateError": return "This device or password manager has a passkey of yours already.";
      case "NotAllowedError": return "That was cancelled, or took too long. Nothing was changed.";
      case "NotSupportedError":
      case "ConstraintError": return "This device cannot keep a passkey with a PIN, a fingerprint or a face. Try another one.";
      case "SecurityError": return "Passkeys do not work at this address.";
      default: return navigator.onLine ? "That did not work. Try again in a moment." : "There is no connection just now. Try again in a moment.";
    }
  };
  // Does one thing at a time, says what was wrong, and goes on to where the server says.
  const doing = (place, work) => async () => {
    if (place.dataset.busy) return;
    place.dataset.busy = "yes";
    const button = place.querySelector("button");
    button.setAttribute("aria-busy", "true");
    say(place);
    try {
      location.assign((await work()).next);
    } catch (error) {
      if (error instanceof Refusal && error.status === 403 && place.dataset.again) location.assign(place.dataset.again);
      else say(place, reason(error));
    } finally {
      delete place.dataset.busy;
      button.removeAttribute("aria-busy");
    }
  };
  const open = (place, work) => {
    const button = place.querySelector("button");
    button.hidden = !window.PublicKeyCredential;
    if (button.hidden) say(place, "This browser has no passkeys. A link by mail signs you in.");
    else button.addEventListener("click", doing(place, work));
    return !button.hidden;
  };
  const signal = (name, told) => { try { PublicKeyCredential[name]?.(told)?.catch(() => {}); } catch { /* It is only a hint. */ } };

  const adding = document.querySelector("[data-passkey-add]");
  if (adding) {
    open(adding, async () => {
      const publicKey = request(await ask(adding.dataset.options));
      return ask(adding.dataset.action, answer(await navigator.credentials.create({ publicKey })));
    });
  }

  // The browser, or the password manager, stops offering what does not count any more.
  const list = document.querySelector("[data-passkeys]");
  if (list && window.PublicKeyCredential) {
    signal("signalAllAcceptedCredentials", {
      rpId: list.dataset.party, userId: list.dataset.handle, allAcceptedCredentialIds: list.dataset.passkeys.split(" ").filter(Boolean),
    });
  }

  const entering = document.querySelector("[data-passkey-sign-in]");
  if (!entering) return;
  const field = document.querySelector("input[type=email]");
  const prove = async (options, chosen) => {
    const publicKey = request(await ask(entering.dataset.options));
    const credential = await navigator.credentials.get({ publicKey, ...options });
    chosen?.();
    try {
      return await ask(entering.dataset.action, answer(credential));
    } catch (error) {
      if (error instanceof Refusal && error.status === 404) signal("signalUnknownCredential", { rpId: publicKey.rpId, credentialId: credential.id });
      throw error;
    }
  };

  // Where the browser can, it offers passkeys where the address is typed. What it was asked is renewed before it is too old to be answered. Of
  // two requests only one can wait, so this one makes way for the button's.
  let waiting;
  let canWait = false;
  const wait = async () => {
    if (!canWait) return;
    const own = waiting = new AbortController();
    const renewal = setTimeout(() => { own.abort(); wait(); }, 4 * 60 * 1000);
    let isChosen = false;
    try {
      location.assign((await prove({ mediation: "conditional", signal: own.signal }, () => { isChosen = true; clearTimeout(renewal); })).next);
    } catch (error) {
      if (own.signal.aborted || !isChosen) return;
      say(entering, reason(error));
      wait();
    } finally {
      clearTimeout(renewal);
    }
  };
  const isOpen = open(entering, async () => {
    waiting?.abort();
    try {
      return await prove();
    } catch (error) {
      wait();
      throw error;
    }
  });
  if (isOpen && field) {
    PublicKeyCredential.isConditionalMediationAvailable?.().then((isAvailable) => {
      canWait = isAvailable;
      if (isAvailable) field.autocomplete = `${field.autocomplete || "username"} webauthn`;
      wait();
    }).catch(() => {});
  }
})();
