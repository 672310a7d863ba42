import Shared
import SharedInfrastructure

/// What somebody calls a passkey, without blanks around it.
struct PasskeyName: FormValue {
    let text: String

    init?(formText: String) {
        let scalars = formText.unicodeScalars.drop { $0.properties.isWhitespace }
        guard let end = scalars.lastIndex(where: { !$0.properties.isWhitespace }) else { return nil }
        let trimmed = scalars[...end]
        guard Passkey.nameLengths.contains(trimmed.count), !trimmed.contains(where: { $0.properties.generalCategory == .control }) else {
            return nil
        }
        text = String(String.UnicodeScalarView(trimmed))
    }

    static var expectation: String { "Use 1 to \(Passkey.nameLengths.upperBound) characters in one line." }
}
