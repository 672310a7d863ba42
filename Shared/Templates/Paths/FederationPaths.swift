package import SharedHTML

/// The addresses of the federation service.
package enum FederationPaths {
    package static let frontPattern = "/"
    package static let front = Link(path: "/")

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
    package static let token = "token"
}
