package import Shared

/// What a form's field can hold: read from text, with a sentence for a person when it cannot be.
package protocol FormValue: Sendable {
    init?(formText: String)
    /// What to enter: "Enter a whole number."
    static var expectation: String { get }
}

extension String: FormValue {
    package init?(formText: String) { self = formText }
    package static var expectation: String { "Enter some text." }
}

extension Int: FormValue {
    /// Digits, with a minus sign or without.
    package init?(formText: String) {
        guard formText.utf8.first != UInt8(ascii: "+") else { return nil }
        self.init(formText)
    }
    package static var expectation: String { "Enter a whole number." }
}

extension Bool: FormValue {
    /// A checkbox: browsers send `on`, or leave the field out.
    package init?(formText: String) {
        switch formText {
        case "on", "true", "yes", "1": self = true
        case "off", "false", "no", "0", "": self = false
        default: return nil
        }
    }
    package static var expectation: String { "Tick the box or leave it." }
}

extension Slug: FormValue {
    package init?(formText: String) { self.init(formText) }
    package static var expectation: String { "Use lower-case letters, digits and hyphens." }
}

extension ID: FormValue {
    package init?(formText: String) { self.init(formText) }
    package static var expectation: String { "Choose one of those shown." }
}

extension EmailAddress: FormValue {
    /// With blanks around it, which keyboards of phones add.
    package init?(formText: String) { self.init(formText.trimmed) }
    package static var expectation: String { "Enter an address such as maya@example.org: plain letters, one @, no blanks." }
}

extension Username: FormValue {
    /// Capitals are folded, and blanks around it left out.
    package init?(formText: String) { self.init(formText.trimmed.lowercased()) }
    package static var expectation: String { "Use the letters a to z, digits and underscores: at most 30." }
}

extension ClientID: FormValue {
    package init?(formText: String) { self.init(formText) }
    package static var expectation: String { "Choose one of those shown." }
}

extension SignInCode: FormValue {
    package init?(formText: String) { self.init(formText) }
    package static var expectation: String { "A code has eight letters and digits, such as CDFG-234H." }
}

extension String {
    /// Without white space at either end.
    package var trimmed: String {
        let inner = drop { $0.isWhitespace }
        return inner.lastIndex { !$0.isWhitespace }.map { String(inner[...$0]) } ?? ""
    }
}
