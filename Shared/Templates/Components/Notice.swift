package import SharedHTML

/// What just happened, or what is wrong, above what it is about. It is read out when it appears.
package struct Notice: Sendable {
    package let kind: Kind
    package let text: String
    /// Whether it has the focus on a page that comes because of it: what stands on a page from its beginning is not read out by itself.
    package let takesFocus: Bool

    package init(_ kind: Kind, _ text: String, takesFocus: Bool = false) {
        self.kind = kind
        self.text = text
        self.takesFocus = takesFocus
    }

    package enum Kind: Sendable {
        case done
        case problem
    }

    package var body: HTML {
        switch kind {
        case .done: "<p class=\"notice\" role=\"status\"\(focus)>\(text)</p>"
        case .problem: "<p class=\"notice is-problem\" role=\"alert\"\(focus)>\(text)</p>"
        }
    }

    private var focus: HTML? { takesFocus ? " tabindex=\"-1\" autofocus" : nil }
}
