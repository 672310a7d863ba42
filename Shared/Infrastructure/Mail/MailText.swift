package import FoundationEssentials
package import Shared
package import SharedHTML

/// What a message says, once: it is written as text and as markup of these.
package struct MailText: Sendable, Equatable {
    /// What the one link of a message does, and where it leads: an absolute address.
    package struct Button: Sendable, Equatable {
        package let label: String
        package let link: Link

        package init(_ label: String, _ link: Link) {
            self.label = label
            self.link = link
        }
    }

    /// Its subject, too.
    package let title: String
    package let paragraphs: [String]
    package let button: Button?
    /// What somebody is to type: `418 092`.
    package let code: String?
    /// What comes after the button and the code: when they run out, what to do when nobody asked for them.
    package let remarks: [String]
    /// Who writes, and why to this person; a line each.
    package let footer: [String]

    package init(
        title: String, paragraphs: [String], button: Button? = nil, code: String? = nil, remarks: [String] = [], footer: [String] = []
    ) {
        self.title = title
        self.paragraphs = paragraphs
        self.button = button
        self.code = code
        self.remarks = remarks
        self.footer = footer
    }
}

extension MailText {
    /// Lines of at most 72 characters, but for an address, which programs only recognise in one piece.
    package var text: String {
        var blocks = [title] + paragraphs
        if let button { blocks.append("\(button.label):\n\(button.link.value)") }
        if let code { blocks.append("    \(code)") }
        blocks += remarks
        let body = blocks.map { $0.hasPrefix("    ") ? $0 : $0.wrapped(at: 72) }.joined(separator: "\n\n")
        // What programs take for the signature begins so (RFC 3676, section 4.3).
        return footer.isEmpty ? body + "\n" : body + "\n\n-- \n" + footer.map { $0.wrapped(at: 72) }.joined(separator: "\n") + "\n"
    }
}

extension OutgoingMessage {
    /// A message that says `words`, as text and as markup.
    package init(
        id: ID<OutgoingMessage> = ID(), to recipient: EmailAddress, _ words: MailText, kind: MailKind, expires: Date? = nil,
        idempotencyKey: String? = nil, headers: [MailHeader] = []
    ) {
        self.init(
            id: id, to: recipient, subject: words.title, text: words.text, html: MailDocument(words: words).body.description, kind: kind,
            expires: expires, idempotencyKey: idempotencyKey, headers: headers)
    }
}

extension String {
    /// Its lines, broken at blanks so that none has more than `width` characters, unless a word has.
    fileprivate func wrapped(at width: Int) -> String {
        split(separator: "\n", omittingEmptySubsequences: false).map { line in
            var lines: [String] = []
            for word in line.split(separator: " ") {
                if let last = lines.last, last.count + 1 + word.count <= width {
                    lines[lines.count - 1] = "\(last) \(word)"
                } else {
                    lines.append(String(word))
                }
            }
            return lines.joined(separator: "\n")
        }.joined(separator: "\n")
    }
}
