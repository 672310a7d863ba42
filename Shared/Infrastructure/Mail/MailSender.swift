package import Shared

/// Whom the site's mail is from: `Rose Ash <post@rose-ash.com>`.
package struct MailSender: Sendable, Hashable, CustomStringConvertible {
    /// Nil shows the address alone.
    package let name: String?
    /// Also where a relay reports what it could not deliver (the envelope's sender: RFC 5321, section 4.4).
    package let address: EmailAddress

    package init(name: String?, address: EmailAddress) {
        self.name = name
        self.address = address
    }

    /// Reads an address, alone or in angle brackets after a name of at most 100 characters; nil when `text` is neither.
    package init?(_ text: some StringProtocol) {
        guard text.hasSuffix(">"), let opening = text.lastIndex(of: "<") else {
            guard let address = EmailAddress(text) else { return nil }
            self.init(name: nil, address: address)
            return
        }
        let name = String(text[..<opening]).inOneLine
        guard let address = EmailAddress(text[text.index(after: opening)...].dropLast()), name.unicodeScalars.count <= 100 else {
            return nil
        }
        self.init(name: name.isEmpty ? nil : name, address: address)
    }

    package var description: String { name.map { "\($0) <\(address)>" } ?? address.description }
}
