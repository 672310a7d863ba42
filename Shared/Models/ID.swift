package import FoundationEssentials

/// The identity of one `Entity`: a UUID, version 7 (RFC 9562, section 5.7), made here and never by the database, so that a value
/// knows its id before it is stored. Ids sort by the millisecond in which they were made.
package struct ID<Entity>: Hashable, Sendable {
    package let uuid: UUID

    /// An id that is stored or was sent.
    package init(_ uuid: UUID) { self.uuid = uuid }

    /// A new id of the moment `date`.
    package init(at date: Date = Date()) {
        let milliseconds = UInt64(max(0, date.timeIntervalSince1970 * 1000))
        var random = SystemRandomNumberGenerator()
        let (high, low) = (random.next(), random.next())
        func byte(_ value: UInt64, _ shift: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: value >> shift) }
        uuid = UUID(
            uuid: (
                byte(milliseconds, 40), byte(milliseconds, 32), byte(milliseconds, 24), byte(milliseconds, 16),
                byte(milliseconds, 8), byte(milliseconds, 0),
                0x70 | (byte(high, 8) & 0x0F), byte(high, 0),
                0x80 | (byte(low, 56) & 0x3F), byte(low, 48), byte(low, 40), byte(low, 32),
                byte(low, 24), byte(low, 16), byte(low, 8), byte(low, 0)
            ))
    }

    /// The id that `text` writes, or nil when it writes none.
    package init?(_ text: some StringProtocol) {
        guard let uuid = UUID(uuidString: String(text)) else { return nil }
        self.uuid = uuid
    }
}

extension ID: Comparable {
    package static func < (left: Self, right: Self) -> Bool { left.uuid < right.uuid }
}

extension ID: CustomStringConvertible {
    /// The canonical text, in lower case.
    package var description: String { uuid.uuidString.lowercased() }
}

extension ID: Codable {
    package init(from decoder: any Decoder) throws { try self.init(decoder.singleValueContainer().decode(UUID.self)) }
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
