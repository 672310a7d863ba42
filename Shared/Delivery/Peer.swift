/// Whom we deliver to: one inbox, shared or a person's, by its address. A queue belongs to a peer.
package struct Peer: Sendable {
    package let inbox: String
    /// The address's hash, taken once: a queue of a million events looks its peers up a million times. Seeded per process, as
    /// Swift's hashes are, since the addresses are chosen by strangers.
    let hash: UInt64

    package init(_ inbox: String) {
        self.inbox = inbox
        hash = UInt64(bitPattern: Int64(inbox.hashValue))
    }
}

extension Peer: Hashable {
    package static func == (left: Peer, right: Peer) -> Bool { left.hash == right.hash && left.inbox == right.inbox }
    package func hash(into hasher: inout Hasher) { hasher.combine(hash) }
}

extension Peer: CustomStringConvertible {
    package var description: String { inbox }
}

extension Peer: Codable {
    package init(from decoder: any Decoder) throws { self.init(try decoder.singleValueContainer().decode(String.self)) }
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(inbox)
    }
}
