/// Splits markup into tags and text as browsers do (WHATWG HTML, section 13.2.5). It goes over the bytes once, and never fails: whatever
/// it is given, it answers something, ends, and keeps no more than one token.
///
/// What it splits after a start tag depends on the element; whoever builds the tree sets ``content`` then.
struct HTMLTokenizer {
    /// How the bytes ahead are read.
    enum Content: Equatable {
        case data
        /// Text with character references, up to the end tag of this name: `title`, `textarea`.
        case escapableText(until: String)
        /// Text as it stands, up to the end tag of this name: `style`, `iframe`, `xmp` …
        case rawText(until: String)
        /// A script, which its end tag does not end inside `<!-- <script>`.
        case script
        /// Text as it stands, to the end of all.
        case plainText
    }

    /// An attribute beyond these is not kept, so that looking for one of the same name stays cheap.
    static let maximumAttributes = 64

    var content = Content.data
    /// Whether `<![CDATA[` begins text, as it does in SVG and MathML.
    var isForeign = false
    let source: [UInt8]
    var position = 0

    /// Line ends become U+000A (section 13.2.3.5).
    init(_ html: String) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(html.utf8.count)
        var afterReturn = false
        for byte in html.utf8 {
            if byte == UInt8(ascii: "\r") {
                bytes.append(UInt8(ascii: "\n"))
            } else if byte != UInt8(ascii: "\n") || !afterReturn {
                bytes.append(byte)
            }
            afterReturn = byte == UInt8(ascii: "\r")
        }
        source = bytes
    }

    /// The next token, or nil at the end.
    mutating func next() -> HTMLToken? {
        while position < source.count {
            let token: HTMLToken?
            switch content {
            case .data: token = nextInData()
            case .escapableText(let name): token = nextInText(until: name, resolvingReferences: true)
            case .rawText(let name): token = nextInText(until: name, resolvingReferences: false)
            case .script: token = nextInScript()
            case .plainText:
                token = .text(replacingNulls(source[position...]))
                position = source.count
            }
            if let token { return token }
        }
        return nil
    }

    /// Nil for what is no token: a comment, or a tag that the end cut off.
    private mutating func nextInData() -> HTMLToken? {
        guard source[position] == UInt8(ascii: "<") else { return .text(readText()) }
        switch byte(at: position + 1) {
        case .some(let first) where first.isLetter:
            position += 1
            return readTag(isEnd: false)
        case UInt8(ascii: "/"):
            switch byte(at: position + 2) {
            case .some(let first) where first.isLetter:
                position += 2
                return readTag(isEnd: true)
            case UInt8(ascii: ">"):
                position += 3
                return nil
            case .some:
                skip(past: ">")
                return nil
            case nil: break
            }
        case UInt8(ascii: "!"): return skipDeclaration()
        case UInt8(ascii: "?"):
            skip(past: ">")
            return nil
        default: break
        }
        position += 1
        return .text([UInt8(ascii: "<")])
    }

    /// Reads up to the next `<` or the end.
    private mutating func readText() -> [UInt8] {
        var text: [UInt8] = []
        while let byte = byte(at: position), byte != UInt8(ascii: "<") {
            if byte == UInt8(ascii: "&") {
                readReference(into: &text, inAttribute: false)
            } else {
                text.append(byte)
                position += 1
            }
        }
        return text
    }

    func byte(at index: Int) -> UInt8? { index < source.count ? source[index] : nil }

    /// Whether `text`, in lower case, stands at `index` in any case.
    func matches(_ text: some Collection<UInt8>, at index: Int) -> Bool {
        guard index + text.count <= source.count else { return false }
        return zip(source[index...], text).allSatisfy { found, wanted in
            found == wanted || (found.isLetter && found | 0x20 == wanted)
        }
    }

    /// Goes behind the next `mark`, or to the end when there is none.
    mutating func skip(past mark: Unicode.Scalar) {
        let end = source[position...].firstIndex(of: UInt8(ascii: mark))
        position = end.map { $0 + 1 } ?? source.count
    }

    func replacingNulls(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        bytes.contains(0) ? bytes.flatMap { $0 == 0 ? Array("\u{FFFD}".utf8) : [$0] } : Array(bytes)
    }
}
