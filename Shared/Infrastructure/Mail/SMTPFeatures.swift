/// What a server can do, as its reply to EHLO says (RFC 5321, section 4.1.1.1). What it says before TLS is forgotten after (RFC 3207, 4.2).
struct SMTPFeatures: Sendable, Equatable {
    let startTLS: Bool
    /// Ways of authentication (RFC 4954), in capitals.
    let mechanisms: Set<String>
    /// The largest message that it takes, in bytes (RFC 1870); nil when it says none.
    let largestMessage: Int?
    /// Whether it wants to be told a message's size.
    let takesSize: Bool

    /// Of the lines of a reply. The first is the server's name.
    init(_ reply: SMTPReply) {
        var (startTLS, takesSize, mechanisms, size) = (false, false, Set<String>(), 0)
        for line in reply.lines.dropFirst() {
            let words = line.uppercased().split(separator: " ")
            switch words.first {
            case "STARTTLS": startTLS = true
            case "AUTH": mechanisms.formUnion(words.dropFirst().map(String.init))
            case "SIZE":
                takesSize = true
                size = words.dropFirst().first.flatMap { Int($0) } ?? 0
            default: break
            }
        }
        self.startTLS = startTLS
        self.mechanisms = mechanisms
        self.takesSize = takesSize
        largestMessage = size > 0 ? size : nil
    }
}
