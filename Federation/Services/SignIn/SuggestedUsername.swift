import Shared

extension Username {
    /// What the owner of `address` may want to be called: what stands before the @ and before a +, if it can be chosen. It may be taken.
    static func suggested(by address: EmailAddress) -> Username? {
        let mailbox = address.description.prefix { $0 != "@" && $0 != "+" }
        let letters = mailbox.map { ".-".contains($0) ? "_" : $0 }.filter { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) }
        guard let username = Username(String(letters.prefix(30))), !ReservedUsernames.contains(username) else { return nil }
        return username
    }
}
