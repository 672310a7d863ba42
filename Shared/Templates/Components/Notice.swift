package import SharedHTML

/// What just happened, or what is wrong, above what it is about. It is read out when it appears.
package struct Notice: Sendable {
    package let kind: Kind
    package let text: String

    package init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }

    package enum Kind: Sendable {
        case done
        case problem
    }

    package var body: HTML {
        switch kind {
        case .done: "<p class=\"notice\" role=\"status\">\(text)</p>"
        case .problem: "<p class=\"notice is-problem\" role=\"alert\">\(text)</p>"
        }
    }
}
