package import SharedHTML

/// Where every service signs people in and out: the same on all six, so that a fragment which they share leads to each one's own.
package enum AuthPaths {
    static let folder = "/auth/"

    package static let loginPattern = "/auth/login"
    /// Leads to the page where people sign in, and from there back to the page that leads here.
    package static let login = Link(path: "/auth/login")
    /// The same, and then to `next` (a path of the service's own).
    package static func login(then next: String) -> Link { login.query([nextName: next]) }
    package static let nextName = "next"
    /// Leads who is signed in to show once more that it is them, and then to `next`, as ``login(then:)`` does.
    package static func proof(then next: String) -> Link { login(then: next).query([againName: "1"]) }
    package static let againName = "again"

    package static let callbackPattern = "/auth/callback"
    /// Where the authorization server answers.
    package static let callback = Link(path: "/auth/callback")

    package static let logoutPattern = "/auth/logout"
    /// Where a form is posted that signs somebody out, of all six.
    package static let logout = Link(path: "/auth/logout")

    /// On the internal listener: where the authorization server tells of who signed out elsewhere.
    package static let backchannelLogoutPattern = "/auth/backchannel-logout"
}
