package import Shared
package import SharedHTML

extension FederationPaths {
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
    package static func passkeySignIn(next: LocalPath) -> Link { Link(path: "/sign-in/passkey").query(["next": next.description]) }

    /// Signing in by mail, to go on to `next`.
    package static func mailSignIn(next: LocalPath) -> Link { Link(path: "/sign-in").query(["next": next.description]) }
    /// The same for who is signed in, and has to prove that it is still them.
    package static func proof(next: LocalPath) -> Link { mailSignIn(next: next).query(["again": "1"]) }
}
