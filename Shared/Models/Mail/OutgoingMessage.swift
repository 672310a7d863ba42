package import FoundationEssentials

/// A message to one person, as a domain posts it: the same words as text and as markup, until it is sent, has failed or is too late.
package struct OutgoingMessage: Sendable, Codable, Equatable {
    /// Also what its `Message-ID` is made of, so that a message that was sent twice after a crash is shown once by most programs for mail.
    package let id: ID<OutgoingMessage>
    package let recipient: EmailAddress
    /// One line, without blanks around it.
    package let subject: String
    package let text: String
    /// A whole document.
    package let html: String
    package let kind: MailKind
    /// From when on it is not sent any more, since nobody could use it: the link in it has run out.
    package let expires: Date?
    /// A second message of the same key is not posted. The key is remembered until some weeks after the first is settled.
    package let idempotencyKey: String?
    /// Beyond those that every message has.
    package let headers: [MailHeader]

    /// What no message can hold is left out: NUL characters anywhere; control characters and line breaks of the subject are blanks.
    package init(
        id: ID<OutgoingMessage> = ID(), to recipient: EmailAddress, subject: String, text: String, html: String, kind: MailKind,
        expires: Date? = nil, idempotencyKey: String? = nil, headers: [MailHeader] = []
    ) {
        self.id = id
        self.recipient = recipient
        self.subject = subject.inOneLine
        self.text = text.withoutNUL
        self.html = html.withoutNUL
        self.kind = kind
        self.expires = expires
        self.idempotencyKey = idempotencyKey
        self.headers = headers
    }
}

extension String {
    /// Words with one blank between each two: control characters, line breaks and separators of any kind are blanks.
    package var inOneLine: String {
        let blanks = unicodeScalars.map { scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .spaceSeparator: " " as Unicode.Scalar
            default: scalar
            }
        }
        return blanks.split(separator: " ").map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
    }

    fileprivate var withoutNUL: String {
        utf8.contains(0) ? String(String.UnicodeScalarView(unicodeScalars.filter { $0 != "\0" })) : self
    }
}
