import Shared
import SharedInfrastructure

/// What somebody wants to be called, as a form sends it: without blanks around it, in one line.
struct PersonName: FormValue {
    let text: String

    init?(formText: String) {
        text = formText.inOneLine
        guard Person.isName(text) else { return nil }
    }

    static var expectation: String { "Use 1 to 200 characters, and not only blanks." }
    /// Bytes: 200 characters of four.
    static let field = Field("name", as: PersonName.self, upTo: 800)
}

/// The address that somebody wants to be reached at, as a form sends it.
struct WantedAddress: FormValue {
    let address: EmailAddress

    init?(formText: String) {
        guard let address = EmailAddress(formText.inOneLine) else { return nil }
        self.address = address
    }

    static var expectation: String { "Enter an address for mail, such as maya@example.org." }
    static let field = Field("address", as: WantedAddress.self, upTo: 300)
}
