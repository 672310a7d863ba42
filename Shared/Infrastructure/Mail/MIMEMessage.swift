package import FoundationEssentials
package import Shared

/// A message as it goes over the wire (RFC 5322, 2045, 2046): ASCII throughout, whatever it says, so every server takes it as it is. Lines
/// end in CRLF and have at most 78 bytes, but for an address or a link that cannot be broken. It is the same bytes each time, for one that
/// is sent again after a crash.
package struct MIMEMessage: Sendable {
    package let bytes: [UInt8]

    /// - Parameter date: when it was posted.
    package init(_ message: OutgoingMessage, from sender: MailSender, at date: Date) {
        // No quoted-printable text holds "=_" (RFC 2045, section 6.7), so no part can hold the boundary.
        let boundary = "=_\(message.id)"
        var headers = MIMEHeaders()
        headers.add("From", sender.name, sender.address)
        headers.add("To", nil, message.recipient)
        headers.add("Subject", text: message.subject)
        headers.add("Date", words: Self.date(date))
        headers.add("Message-ID", words: "<\(message.id)@\(sender.address.domain)>")
        for header in message.headers { headers.add(header.name, words: header.value) }
        // So that nobody's absence is answered to us (RFC 3834, section 5).
        headers.add("Auto-Submitted", words: "auto-generated")
        headers.add("MIME-Version", words: "1.0")
        headers.add("Content-Type", words: "multipart/alternative; boundary=\"\(boundary)\"")

        var bytes = headers.bytes
        for (type, content) in [("plain", message.text), ("html", message.html)] {
            bytes += "\r\n--\(boundary)\r\nContent-Type: text/\(type); charset=utf-8\r\n".utf8
            bytes += "Content-Transfer-Encoding: quoted-printable\r\n\r\n".utf8
            bytes += QuotedPrintable.encode(content)
        }
        bytes += "\r\n--\(boundary)--\r\n".utf8
        self.bytes = bytes
    }

    /// `Sun, 06 Nov 1994 08:49:37 +0000` (RFC 5322, section 3.3).
    private static func date(_ date: Date) -> String {
        HTTPDate.text(ofSecond: Int64(date.timeIntervalSince1970.rounded(.down))).replacing("GMT", with: "+0000")
    }
}

extension EmailAddress {
    /// What comes after the @.
    var domain: Substring { description.drop { $0 != "@" }.dropFirst() }
}
