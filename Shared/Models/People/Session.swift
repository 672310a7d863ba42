package import FoundationEssentials

/// Somebody being signed in to one service on one device, until it ends, is revoked or runs out.
package struct Session: Sendable, Codable, Equatable {
    package let id: ID<Session>
    package let person: ID<Person>
    package let service: ServiceName
    /// What the device calls itself, for the list of signed-in devices; at most 200 characters are kept.
    package let device: String
    package let startedAt: Date
    package let expiresAt: Date

    package init(id: ID<Session>, person: ID<Person>, service: ServiceName, device: String, startedAt: Date, expiresAt: Date) {
        self.id = id
        self.person = person
        self.service = service
        self.device = device
        self.startedAt = startedAt
        self.expiresAt = expiresAt
    }
}

/// The secret that a session cookie carries: 256 random bits. Only its SHA-256 is stored, so a stolen table signs nobody in.
package struct SessionToken: Sendable, Hashable {
    package static let length = 32
    package let bytes: [UInt8]

    /// A new one, from the system's secure random numbers.
    package init() {
        var random = SystemRandomNumberGenerator()
        bytes = (0..<Self.length).map { _ in UInt8.random(in: .min ... .max, using: &random) }
    }

    /// Reads what ``text`` wrote: 64 hexadecimal digits in lower case. Nil for anything else.
    package init?(_ text: some StringProtocol) {
        let digits = Array(text.utf8)
        guard digits.count == Self.length * 2 else { return nil }
        var read: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = Self.value(of: digits[index]), let low = Self.value(of: digits[index + 1]) else { return nil }
            read.append(high << 4 | low)
        }
        bytes = read
    }

    /// As the cookie has it. `description` does not show it, so that no log does by accident.
    package var text: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    private static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}

extension SessionToken: CustomStringConvertible, CustomReflectable {
    package var description: String { "SessionToken(secret)" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
