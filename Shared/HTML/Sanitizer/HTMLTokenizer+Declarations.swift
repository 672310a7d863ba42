extension HTMLTokenizer {
    /// Goes behind what begins with `<!`: a comment, a doctype, or what is taken for a comment (sections 13.2.5.42 to 13.2.5.68). Text
    /// comes of it only where `<![CDATA[` is understood.
    mutating func skipDeclaration() -> HTMLToken? {
        if matches("<!--".utf8, at: position) {
            position += 4
            skipComment()
            return nil
        }
        if isForeign, source[position...].starts(with: "<![CDATA[".utf8) {
            let start = position + 9
            let end = firstIndex(of: "]]>".utf8, from: start)
            position = end.map { $0 + 3 } ?? source.count
            return start < source.count ? .text(Array(source[start..<(end ?? source.count)])) : nil
        }
        skip(past: ">")
        return nil
    }

    /// Goes behind `-->` or `--!>`; right after `<!--`, also `>` or `->` end the comment.
    private mutating func skipComment() {
        if byte(at: position) == UInt8(ascii: ">") { return position += 1 }
        if matches("->".utf8, at: position) { return position += 2 }
        var dashes = 0
        while let byte = byte(at: position) {
            position += 1
            switch byte {
            case UInt8(ascii: "-"): dashes += 1
            case UInt8(ascii: ">") where dashes >= 2: return
            case UInt8(ascii: "!") where dashes >= 2 && self.byte(at: position) == UInt8(ascii: ">"): return position += 1
            default: dashes = 0
            }
        }
    }

    private func firstIndex(of text: some Collection<UInt8>, from start: Int) -> Int? {
        guard start + text.count <= source.count else { return nil }
        return (start...(source.count - text.count)).first { source[$0...].starts(with: text) }
    }
}
