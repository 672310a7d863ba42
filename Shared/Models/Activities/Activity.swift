package import FoundationEssentials

/// Something that happened to an object of a domain, written in the transaction that made it happen. There is exactly one for each
/// version of an object, so the versions say in which order things happened; ids do not, since a lower one can be committed later.
package struct Activity: Sendable, Equatable {
    package let id: ID<Activity>
    package let kind: ActivityKind
    package let object: ObjectReference
    /// The object's version after the change.
    package let version: Version
    package let visibility: Visibility
    package let occurredAt: Date
    package let facts: ActivityFacts
    /// The content id: the SHA-256 of the payload's exact bytes.
    package let cid: ContentID

    package init(
        id: ID<Activity>, kind: ActivityKind, object: ObjectReference, version: Version, visibility: Visibility, occurredAt: Date,
        facts: ActivityFacts, cid: ContentID
    ) {
        self.id = id
        self.kind = kind
        self.object = object
        self.version = version
        self.visibility = visibility
        self.occurredAt = occurredAt
        self.facts = facts
        self.cid = cid
    }

    package enum Visibility: String, Sendable, Codable, CaseIterable {
        /// Everybody may hear of it; federation shows it, and later delivers it.
        case `public`
        /// It never leaves the platform.
        case `private`
    }
}

/// The SHA-256 of some bytes, which names them.
package struct ContentID: Sendable, Hashable, CustomStringConvertible {
    package static let length = 32
    package let bytes: [UInt8]

    /// Nil unless there are 32 of them.
    package init?(bytes: [UInt8]) {
        guard bytes.count == Self.length else { return nil }
        self.bytes = bytes
    }

    /// 64 hexadecimal digits in lower case.
    package var description: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
