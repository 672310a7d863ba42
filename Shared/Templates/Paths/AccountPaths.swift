package import SharedHTML

/// The addresses of account.
package enum AccountPaths {
    package static let frontPattern = "/"
    package static let front = Link(path: "/")
}
