/// Reads one text from left to right. Marks of emphasis are kept as pieces until the end, when they are paired.
struct MarkdownInlines {
    let characters: [Character]
    let references: [String: (address: String, title: String?)]
    let notes: Set<String>
    let depth: Int
    var position = 0
    var pieces: [Piece] = []

    enum Piece {
        case html(String)
        case mark(Character, count: Int, opens: Bool, closes: Bool)
    }

    init(_ text: String, references: [String: (address: String, title: String?)], notes: Set<String>, depth: Int = 0) {
        characters = Array(text)
        self.references = references
        self.notes = notes
        self.depth = depth
    }

    mutating func html() -> String {
        while position < characters.count {
            let character = characters[position]
            switch character {
            case "\\": readEscape()
            case "`": readCode()
            case "!" where next(1) == "[": if !readLink(isImage: true) { take("!") }
            case "[": if !readNote(), !readLink(isImage: false) { take("[") }
            case "<": readAngle()
            case "\n": readLineEnd()
            case "*", "_", "~", "=", "^": readMark(character)
            case "h" where startsAddress(): readAddress()
            case "&": readAmpersand()
            default: take(character)
            }
        }
        pair()
        return pieces.map { piece in
            switch piece {
            case .html(let html): html
            case .mark(let mark, let count, _, _): Markdown.escaped(String(repeating: mark, count: count))
            }
        }.joined()
    }

    func next(_ distance: Int) -> Character? {
        position + distance < characters.count ? characters[position + distance] : nil
    }

    mutating func add(_ html: String) { pieces.append(.html(html)) }

    mutating func take(_ character: Character) {
        add(Markdown.escaped(String(character)))
        position += 1
    }

    private mutating func readAmpersand() {
        let reference = /&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});/
        add(String(characters[position...].prefix(40)).prefixMatch(of: reference) == nil ? "&amp;" : "&")
        position += 1
    }

    private mutating func readEscape() {
        guard let escaped = next(1), escaped.isASCII, escaped.isPunctuation || escaped.isSymbol || escaped == "\n" else {
            return take("\\")
        }
        add(escaped == "\n" ? "<br>\n" : Markdown.escaped(String(escaped)))
        position += 2
    }

    private mutating func readLineEnd() {
        while case .html(" ")? = pieces.last { pieces.removeLast() }
        add("<br>\n")
        position += 1
    }

    private mutating func readCode() {
        let count = characters[position...].prefix { $0 == "`" }.count
        var end = position + count
        while end < characters.count {
            guard characters[end] == "`" else {
                end += 1
                continue
            }
            let closing = characters[end...].prefix { $0 == "`" }.count
            if closing == count {
                var code = String(characters[(position + count)..<end].map { $0 == "\n" ? " " : $0 })
                if code.hasPrefix(" "), code.hasSuffix(" "), code.contains(where: { $0 != " " }) {
                    code = String(code.dropFirst().dropLast())
                }
                add("<code>\(Markdown.escaped(code))</code>")
                position = end + count
                return
            }
            end += closing
        }
        add(String(repeating: "`", count: count))
        position += count
    }
}

extension Markdown {
    /// The markup of a paragraph's text.
    func inline(_ text: String) -> String {
        var inlines = MarkdownInlines(text, references: references, notes: Set(notes.map(\.label)))
        return inlines.html()
    }
}
