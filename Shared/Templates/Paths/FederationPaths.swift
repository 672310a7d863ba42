package import SharedHTML

/// The addresses of the federation service.
package enum FederationPaths {
    package static let frontPattern = "/"
    package static let front = Link(path: "/")

    package static let authorize = Link(path: "/authorize")
    package static let token = Link(path: "/token")
    package static let jwks = Link(path: "/jwks")
    package static let signIn = Link(path: "/sign-in")
}
