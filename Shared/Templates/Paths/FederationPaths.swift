package import SharedHTML

/// The addresses of federation.
package enum FederationPaths {
    package static let frontPattern = "/"
    package static let front = Link(path: "/")
}
