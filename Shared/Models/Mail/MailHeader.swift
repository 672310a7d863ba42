/// A header field of a message, beyond those that every message has: `List-Unsubscribe: <https://…>`. It can be no second `To`, and hold no
/// second field.
package struct MailHeader: Sendable, Hashable, Codable, CustomStringConvertible {
    package let name: String
    package let value: String

    /// Nil unless the name is one (RFC 5322, section 3.6.8) of at most 60 characters that is not among ``ownNames``, and the value is
    /// printable ASCII of words with one blank between each two, none longer than 900 bytes, so that it can be folded into lines.
    package init?(_ name: String, _ value: String) {
        let isName = (1...60).contains(name.utf8.count) && name.utf8.allSatisfy { (33...126).contains($0) && $0 != UInt8(ascii: ":") }
        let words = value.utf8.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        let isValue = words.allSatisfy { word in (1...900).contains(word.count) && word.allSatisfy { (33...126).contains($0) } }
        let folded = name.lowercased()
        guard isName, isValue, !Self.ownNames.contains(folded), !Self.ownPrefixes.contains(where: { folded.hasPrefix($0) }) else {
            return nil
        }
        self.name = name
        self.value = value
    }

    /// Reads what ``description`` writes.
    package init?(_ text: String) {
        guard let colon = text.firstRange(of: ": ") else { return nil }
        self.init(String(text[..<colon.lowerBound]), String(text[colon.upperBound...]))
    }

    /// `List-Unsubscribe: <https://…>`.
    package var description: String { "\(name): \(value)" }

    /// What the message itself says, or servers on its way.
    private static let ownNames: Set = [
        "from", "sender", "to", "cc", "bcc", "subject", "date", "message-id", "mime-version", "auto-submitted", "return-path", "received",
        "delivered-to",
    ]
    private static let ownPrefixes = ["content-", "resent-", "arc-", "dkim-"]
}
