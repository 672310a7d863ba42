import HTTPTypes

/// Everything that is wrong with a form, with what was typed, so that a page can show both beside the fields.
package struct FormErrors: Error, Sendable, Equatable {
    /// A sentence for each field that was not taken.
    package let sentences: [String: String]
    /// What was typed, as far as it was text.
    package let typed: [String: String]

    package init(sentences: [String: String], typed: [String: String]) {
        self.sentences = sentences
        self.typed = typed
    }

    package subscript(name: String) -> String? { sentences[name] }

    /// For a form that has no page of its own to come back to.
    var problem: Problem {
        let list = sentences.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: " ")
        return Problem(.unprocessableContent, advice: "Go back and check what you entered. \(list)")
    }
}
