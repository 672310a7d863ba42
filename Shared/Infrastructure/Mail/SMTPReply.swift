import Shared

/// A server's answer (RFC 5321, section 4.2), with its enhanced status code if it has one (RFC 2034; RFC 3463).
package struct SMTPReply: Sendable, Equatable {
    /// 200 to 599.
    package let code: Int
    /// `5.1.1`.
    package let status: String?
    /// The text of each line after the code, and after the status. Control characters are blanks.
    package let lines: [String]

    package init(code: Int, status: String? = nil, lines: [String]) {
        self.code = code
        self.status = status
        self.lines = lines
    }

    /// The server did what it was asked to.
    package var isPositive: Bool { (200..<300).contains(code) }
    /// It never will (4.2.1: 5yz).
    package var isPermanent: Bool { (500..<600).contains(code) }
}

extension SMTPReply: CustomStringConvertible {
    /// One line, as the server has it: `550 5.1.1 No such mailbox`; at most 300 characters.
    package var description: String {
        String(([String(code)] + (status.map { [$0] } ?? []) + lines).joined(separator: " ").inOneLine.prefix(300))
    }
}
