package import SharedHTML

/// The addresses of the account service.
package enum AccountPaths {
    package static let frontPattern = "/"
    package static let front = Link(path: "/")
}
