package import SharedHTML

/// One word about how something stands. The word says it; the colour only helps.
package struct Badge: Sendable {
    package enum Kind: Sendable, CaseIterable {
        case plain, good, waiting, bad
    }

    package let word: String
    package let kind: Kind

    package init(_ word: String, _ kind: Kind = .plain) {
        self.word = word
        self.kind = kind
    }

    package var body: HTML {
        switch kind {
        case .plain: "<span class=\"badge\">\(word)</span>"
        case .good: "<span class=\"badge is-good\">\(word)</span>"
        case .waiting: "<span class=\"badge is-waiting\">\(word)</span>"
        case .bad: "<span class=\"badge is-bad\">\(word)</span>"
        }
    }
}
