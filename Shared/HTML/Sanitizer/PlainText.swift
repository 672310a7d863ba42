package import Shared

extension SanitizedHTML {
    /// What a reader would read aloud: the text without markup, a line for each block, one blank where there were several. For excerpts,
    /// search and feeds.
    package var plainText: String {
        var tokenizer = HTMLTokenizer(markup)
        var bytes: [UInt8] = []
        /// What is to stand before the next word.
        var gap: UInt8?
        while let token = tokenizer.next() {
            switch token {
            case .text(let text):
                for byte in text {
                    guard !byte.isSpace else {
                        gap = gap ?? 0x20
                        continue
                    }
                    if let gap, !bytes.isEmpty { bytes.append(gap) }
                    gap = nil
                    bytes.append(byte)
                }
            case .start(let tag): if Self.endsLine(tag.name) { gap = 0x0A }
            case .end(let name): if Self.endsLine(name) { gap = 0x0A }
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func endsLine(_ name: String) -> Bool {
        guard let kind = HTMLPolicy.prose.elements[name]?.kind else { return false }
        return ![.inline, .link, .image, .media, .source].contains(kind)
    }
}
