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
    package static let signOutPattern = "/sign-out"
    package static let signOut = Link(path: "/sign-out")

    /// Where somebody goes on who has signed in or out: a path of federation's.
    package static let next = "next"
    /// Whether somebody who is signed in proves anew who they are.
    package static let again = "again"
    /// What the link in a mail proves itself with.
    package static let linkToken = "token"
}
