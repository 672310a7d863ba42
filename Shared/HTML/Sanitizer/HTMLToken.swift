/// What the tokeniser finds. Comments, doctypes and processing instructions are not told: nothing here has a use for them.
enum HTMLToken: Equatable {
    /// UTF-8 with its character references resolved. A run of text may come in several of these.
    case text([UInt8])
    case start(Tag)
    /// The name is in lower case.
    case end(String)

    struct Tag: Equatable {
        /// In lower case.
        let name: String
        /// In the order written, the first of each name, names in lower case; at most ``HTMLTokenizer/maximumAttributes``.
        let attributes: [Attribute]
        let isSelfClosing: Bool

        subscript(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
    }

    struct Attribute: Equatable {
        let name: String
        let value: String
    }
}
