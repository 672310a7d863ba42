package import SharedHTML

extension AuthPaths {
    /// Leads who is signed in to show once more that it is them, and then to `next`, as ``login(then:)`` does.
    package static func proof(then next: String) -> Link { login(then: next).query([againName: "1"]) }
    package static let againName = "again"
}
