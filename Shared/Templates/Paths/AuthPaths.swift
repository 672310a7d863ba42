package import SharedHTML

/// The addresses at which every service signs somebody in to itself, and out of all.
package enum AuthPaths {
    package static let loginPattern = "/auth/login"
    /// The way to sign in, and on to `next`, a path of the service that the link stands on. `again`: also for who is signed in, to prove
    /// anew who they are.
    package static func login(next: String, again: Bool = false) -> Link {
        let login = Link(path: "/auth/login").query(["next": next])
        return again ? login.query(["again": "1"]) : login
    }
    package static let logoutPattern = "/auth/logout"
    /// Where a form signs out, everywhere.
    package static let logout = Link(path: "/auth/logout")
}
