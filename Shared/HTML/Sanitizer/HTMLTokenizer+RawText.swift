extension HTMLTokenizer {
    /// Text up to the end tag of `name` or the end (sections 13.2.5.2, 3, and 9 to 14); at the end tag, that.
    mutating func nextInText(until name: String, resolvingReferences: Bool) -> HTMLToken? {
        if isEndTag(name, at: position) {
            position += 2
            return readTag(isEnd: true)
        }
        var text: [UInt8] = []
        while let byte = byte(at: position), !isEndTag(name, at: position) {
            switch byte {
            case UInt8(ascii: "&") where resolvingReferences:
                readReference(into: &text, inAttribute: false)
                continue
            case 0: text.append(contentsOf: "\u{FFFD}".utf8)
            default: text.append(byte)
            }
            position += 1
        }
        return .text(text)
    }

    /// A script's text up to its end tag or the end (sections 13.2.5.4 and 13.2.5.15 to 31); at the end tag, that.
    mutating func nextInScript() -> HTMLToken? {
        /// Inside `<!--` a script may hold `<script>…</script>`, which does not end it.
        enum Escape { case none, comment, scriptInComment }
        if isEndTag("script", at: position) {
            position += 2
            return readTag(isEnd: true)
        }
        let start = position
        var escape = Escape.none
        var dashes = 0
        while let byte = byte(at: position) {
            switch byte {
            case UInt8(ascii: "-"): dashes += 1
            case UInt8(ascii: ">") where dashes >= 2:
                escape = .none
                dashes = 0
            case UInt8(ascii: "<"):
                dashes = 0
                switch escape {
                case .none:
                    if isEndTag("script", at: position) { return .text(replacingNulls(source[start..<position])) }
                    if matches("<!--".utf8, at: position) {
                        escape = .comment
                        dashes = 2
                        position += 3
                    }
                case .comment:
                    if isEndTag("script", at: position) { return .text(replacingNulls(source[start..<position])) }
                    if isTag("<script", at: position) { escape = .scriptInComment }
                case .scriptInComment:
                    if isEndTag("script", at: position) { escape = .comment }
                }
            default: dashes = 0
            }
            position += 1
        }
        return .text(replacingNulls(source[start...]))
    }

    private func isEndTag(_ name: String, at index: Int) -> Bool {
        guard byte(at: index) == UInt8(ascii: "<"), byte(at: index + 1) == UInt8(ascii: "/") else { return false }
        return isTag("</" + name, at: index)
    }

    /// Whether `text` stands at `index` and a byte follows that ends a tag's name.
    private func isTag(_ text: String, at index: Int) -> Bool {
        guard matches(text.utf8, at: index), let next = byte(at: index + text.utf8.count) else { return false }
        return next.isSpace || next == UInt8(ascii: "/") || next == UInt8(ascii: ">")
    }
}
