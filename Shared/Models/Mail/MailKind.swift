/// What a message is for: `sign-in`. Lower-case letters and hyphens, at most 40; it is a label of metrics. Not an enum, so that a worker
/// sends what a newer build posts.
package struct MailKind: Sendable, Hashable, Codable, CustomStringConvertible {
    package let description: String
    package init(_ description: String) { self.description = description }
}

extension MailKind {
    /// A link or a code that signs somebody in.
    package static let signIn = MailKind("sign-in")
    /// An address is to be changed, has been, or was asked for by somebody else.
    package static let addressChange = MailKind("address-change")
    /// A passkey was added or removed.
    package static let passkeyChange = MailKind("passkey-change")
    /// Somebody has left.
    package static let farewell = MailKind("farewell")
    /// An operator looks whether mail arrives.
    package static let trial = MailKind("trial")
}
