package import Shared
package import SharedHTML

/// The addresses of the federation service.
package enum FederationPaths {
    package static let frontPattern = "/"
    package static let front = Link(path: "/")

    // Of OAuth 2.1 and OpenID Connect; clients find them by the metadata. All but the first and the last two are on the internal listener too.
    package static let authorize = "/authorize"
    package static let token = "/token"
    package static let revoke = "/revoke"
    package static let introspect = "/introspect"
    package static let userInfo = "/userinfo"
    package static let keys = "/jwks"
    package static let serverMetadata = "/.well-known/oauth-authorization-server"
    package static let providerMetadata = "/.well-known/openid-configuration"
    package static let endSession = "/end-session"

    /// What somebody answers a client that asks who they are.
    package static let consentsPattern = "/authorize/consents"
    package static let consents = Link(path: "/authorize/consents")
    /// What somebody answers who is asked whether they want to sign out.
    package static let confirmationsPattern = "/end-session/confirmations"
    package static let confirmations = Link(path: "/end-session/confirmations")

    package static let signInPattern = "/sign-in"
    package static let signIn = Link(path: "/sign-in")
    package static let signInLinkPattern = "/sign-in/link"
    package static let signInLink = Link(path: "/sign-in/link")
    package static let signInCodePattern = "/sign-in/code"
    package static let signInCode = Link(path: "/sign-in/code")
    package static let usernamePattern = "/sign-in/username"
    package static let username = Link(path: "/sign-in/username")
    /// Signing in, to go on to `next`.
    package static func mailSignIn(next: LocalPath) -> Link { signIn.query([Self.next: next.description]) }
    /// The same for who is signed in, and has to prove that it is still them.
    package static func proof(next: LocalPath) -> Link { mailSignIn(next: next).query([again: "1"]) }

    package static let signOutPattern = "/sign-out"
    package static let signOut = Link(path: "/sign-out")

    /// Where somebody goes on who has signed in or out: a path of federation's.
    package static let next = "next"
    /// Whether somebody who is signed in proves anew who they are.
    package static let again = "again"
    /// What the link in a mail proves itself with.
    package static let linkToken = "token"

    package static let passkeysPattern = "/passkeys"
    /// A member's passkeys; a script posts new ones here.
    package static let passkeys = Link(path: "/passkeys")
    /// The same after something was done: it says so.
    package static func passkeys(after news: String, _ passkey: ID<Passkey>) -> Link { passkeys.query([news: passkey.description]) }
    package static let added = "added"
    package static let renamed = "renamed"
    package static let removed = "removed"

    package static let passkeyPattern = "/passkeys/{passkey}"
    /// One of them, to be renamed or removed.
    package static func passkey(_ id: ID<Passkey>) -> Link { Link(segments: "passkeys", id.description) }

    package static let passkeyOptionsPattern = "/passkeys/options"
    /// Where a script asks what to ask an authenticator for.
    package static let passkeyOptions = Link(path: "/passkeys/options")
    package static let passkeyNamesPattern = "/passkeys/names"
    package static let passkeyNames = Link(path: "/passkeys/names")
    package static let passkeyRemovalsPattern = "/passkeys/removals"
    package static let passkeyRemovals = Link(path: "/passkeys/removals")

    package static let passkeySignInPattern = "/sign-in/passkey"
    package static let passkeySignInOptionsPattern = "/sign-in/passkey/options"
    package static let passkeySignInOptions = Link(path: "/sign-in/passkey/options")
    /// Where a script posts what an authenticator answered, to go on to `next`.
    package static func passkeySignIn(next: LocalPath) -> Link { Link(path: "/sign-in/passkey").query([Self.next: next.description]) }
}
