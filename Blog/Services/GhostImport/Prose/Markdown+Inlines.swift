extension Markdown {
    /// The markup of a paragraph's text.
    func inline(_ text: String) -> String {
        var inlines = MarkdownInlines(text, references: references, notes: Set(notes.map(\.label)))
        return inlines.html()
    }
}

/// Reads one text from left to right. Marks of emphasis are kept as pieces until the end, when they are paired.
struct MarkdownInlines {
    /// How many open marks a closing one looks back over, so that a line of asterisks stays cheap.
    private static let lookBack = 64
    /// Links in links' texts, to this depth.
    private static let maximumDepth = 4

    private let characters: [Character]
    private let references: [String: (address: String, title: String?)]
    private let notes: Set<String>
    private let depth: Int
    private var position = 0
    private var pieces: [Piece] = []

    private enum Piece {
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

    private func next(_ distance: Int) -> Character? {
        position + distance < characters.count ? characters[position + distance] : nil
    }

    private mutating func add(_ html: String) { pieces.append(.html(html)) }

    private mutating func take(_ character: Character) {
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

    /// `<https://…>`, `<name@example.org>`, or a tag, which is passed on.
    private mutating func readAngle() {
        guard let end = characters[position...].prefix(2000).firstIndex(of: ">") else { return take("<") }
        let inside = String(characters[(position + 1)..<end])
        if inside.wholeMatch(of: /(https?|mailto):[^\s<]+/) != nil {
            add("<a href=\"\(Markdown.escaped(inside))\">\(Markdown.escaped(inside))</a>")
        } else if inside.wholeMatch(of: /[^\s@<]+@[^\s@<]+\.[^\s@<]+/) != nil {
            add("<a href=\"mailto:\(Markdown.escaped(inside))\">\(Markdown.escaped(inside))</a>")
        } else if inside.prefixMatch(of: /[a-zA-Z\/!]/) != nil {
            add("<\(inside)>")
        } else {
            return take("<")
        }
        position = end + 1
    }

    private func startsAddress() -> Bool {
        guard position == 0 || !(characters[position - 1].isLetter || characters[position - 1].isNumber) else { return false }
        let start = String(characters[position...].prefix(9))
        return start.prefixMatch(of: /https?:\/\/[^\s]/) != nil
    }

    private mutating func readAddress() {
        var address = characters[position...].prefix { !$0.isWhitespace && !"<>\"".contains($0) }
        while let last = address.last, ".,;:!?*_~'".contains(last) || last == ")" && !address.contains("(") { address.removeLast() }
        let text = Markdown.escaped(String(address))
        add("<a href=\"\(text)\">\(text)</a>")
        position = address.endIndex
    }

    private mutating func readNote() -> Bool {
        guard next(1) == "^", let end = characters[position...].prefix(70).firstIndex(of: "]") else { return false }
        let label = String(characters[(position + 2)..<end])
        guard notes.contains(label) else { return false }
        let name = Markdown.identifier(label)
        add("<sup id=\"fnref-\(name)\"><a href=\"#fn-\(name)\">[\(Markdown.escaped(label))]</a></sup>")
        position = end + 1
        return true
    }

    /// `[text](address "title")`, `[text][label]` or `[label]`; with `!` before it, a picture.
    private mutating func readLink(isImage: Bool) -> Bool {
        let open = position + (isImage ? 1 : 0)
        guard depth < Self.maximumDepth, let close = closing(of: "[", "]", from: open) else { return false }
        let text = String(characters[(open + 1)..<close])
        var target: (address: String, title: String?)?
        var end = close + 1
        if end < characters.count, characters[end] == "(", let last = closing(of: "(", ")", from: end) {
            let inside = String(characters[(end + 1)..<last])
            if let found = inside.wholeMatch(of: /\s*<?([^\s<>]*)>?(?:\s+["'(](.*)["')])?\s*/)?.output {
                target = (String(found.1), found.2.map(String.init))
                end = last + 1
            }
        } else if end < characters.count, characters[end] == "[", let last = closing(of: "[", "]", from: end) {
            let label = String(characters[(end + 1)..<last])
            target = references[(label.isEmpty ? text : label).lowercased()]
            end = last + 1
        }
        if target == nil, let found = references[text.lowercased()] { (target, end) = (found, close + 1) }
        guard let target else { return false }
        let title = target.title.map { " title=\"\(Markdown.escaped($0))\"" } ?? ""
        if isImage {
            add("<img src=\"\(Markdown.escaped(target.address))\" alt=\"\(Markdown.escaped(text))\"\(title)>")
        } else {
            var inside = MarkdownInlines(text, references: references, notes: notes, depth: depth + 1)
            add("<a href=\"\(Markdown.escaped(target.address))\"\(title)>\(inside.html())</a>")
        }
        position = end
        return true
    }

    /// Where the bracket at `start` closes, within 2,000 characters.
    private func closing(of open: Character, _ close: Character, from start: Int) -> Int? {
        var level = 0
        var index = start
        while index < min(characters.count, start + 2000) {
            if characters[index] == "\\" {
                index += 1
            } else if characters[index] == open {
                level += 1
            } else if characters[index] == close {
                level -= 1
                if level == 0 { return index }
            }
            index += 1
        }
        return nil
    }

    private mutating func readMark(_ mark: Character) {
        let count = characters[position...].prefix { $0 == mark }.count
        let before = position > 0 ? characters[position - 1] : " "
        let after = next(count) ?? " "
        // Inside a word an underscore is an underscore.
        let isInWord = mark == "_" && (before.isLetter || before.isNumber) && (after.isLetter || after.isNumber)
        pieces.append(.mark(mark, count: count, opens: !after.isWhitespace && !isInWord, closes: !before.isWhitespace && !isInWord))
        position += count
    }

    /// Puts elements where marks pair. A mark that pairs with nothing is text.
    private mutating func pair() {
        var open: [Int] = []
        for index in pieces.indices {
            guard case .mark(let mark, var count, let opens, let closes) = pieces[index] else { continue }
            var names: [String] = []
            while closes, count > 0, let (place, available) = innermost(mark, of: open) {
                let (found, width) = Self.elements(mark, min(count, available))
                guard !found.isEmpty else { break }
                let unused = Markdown.escaped(String(repeating: mark, count: available - width))
                pieces[open[place]] = .html(unused + found.reversed().map { "<\($0)>" }.joined())
                open.removeSubrange(place...)
                names += found
                count -= width
            }
            if names.isEmpty {
                if opens { open.append(index) }
            } else {
                let unused = Markdown.escaped(String(repeating: mark, count: count))
                pieces[index] = .html(names.map { "</\($0)>" }.joined() + unused)
            }
        }
    }

    /// The place in `open` of the last piece with this mark, and how many marks that has.
    private func innermost(_ mark: Character, of open: [Int]) -> (place: Int, count: Int)? {
        for place in open.indices.suffix(Self.lookBack).reversed() {
            if case .mark(mark, let count, _, _) = pieces[open[place]] { return (place, count) }
        }
        return nil
    }

    /// What `count` marks stand for, from the inside out, and how many of them that takes.
    private static func elements(_ mark: Character, _ count: Int) -> (names: [String], width: Int) {
        var (names, width): ([String], Int) = ([], 0)
        while let (name, taken) = element(mark, count - width) {
            names.append(name)
            width += taken
        }
        return (names, width)
    }

    /// What `count` marks stand for, and how many of them it takes.
    private static func element(_ mark: Character, _ count: Int) -> (name: String, width: Int)? {
        switch (mark, count) {
        case ("*", 2...), ("_", 2...): ("strong", 2)
        case ("*", 1), ("_", 1): ("em", 1)
        case ("~", 2...): ("s", 2)
        case ("~", 1): ("sub", 1)
        case ("=", 2...): ("mark", 2)
        case ("^", 1...): ("sup", 1)
        default: nil
        }
    }
}
