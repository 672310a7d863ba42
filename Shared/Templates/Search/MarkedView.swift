import Shared
import SharedHTML

/// A text with its marked words as `<mark>`; what it says is escaped.
struct MarkedView: Sendable {
    let text: MarkedText
    init(_ text: MarkedText) { self.text = text }

    var body: HTML { text.parts.map { $0.isMarked ? "<mark>\($0.text)</mark>" : "\($0.text)" }.joined() }
}
