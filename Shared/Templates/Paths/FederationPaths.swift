package import SharedHTML

/// The addresses of the federation service.
package enum FederationPaths {
    package static let frontPattern = "/"
    package static let front = Link(path: "/")
    package static let passkeys = Link(path: "/passkeys")
}
