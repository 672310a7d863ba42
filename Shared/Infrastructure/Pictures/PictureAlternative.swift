/// What a picture says to those who do not see it. Whoever puts one in says so, one way or the other.
package enum PictureAlternative: Sendable, Equatable {
    case text(String)
    /// It says nothing that the words beside it do not.
    case decoration

    /// As a form or a command has it. Throws ``PictureRefusal/noAlternative`` when it is neither, or both.
    package init(text: String?, isDecoration: Bool) throws(PictureRefusal) {
        let text = text.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
        switch (text, isDecoration) {
        case (let text?, false): self = .text(text)
        case (nil, true): self = .decoration
        default: throw .noAlternative
        }
    }

    /// As a ``Picture`` has it: empty for decoration.
    package var words: String {
        switch self {
        case .text(let text): text
        case .decoration: ""
        }
    }
}
