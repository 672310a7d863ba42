/// What something is called in the system that it came from: `ghost`, `5f2a…`. One object here has one at most, so that an import
/// that is run again finds what it made.
package struct ExternalReference: Sendable, Codable, Hashable {
    /// The kind of system, in lower case: `ghost`, `demo`.
    package let system: String
    /// Its own id for the object.
    package let key: String

    package init(system: String, key: String) {
        self.system = system
        self.key = key
    }
}
