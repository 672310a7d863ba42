extension MarkdownInlines {
    /// Links in links' texts, to this depth.
    private static let maximumDepth = 4

    /// `<https://…>`, `<name@example.org>`, or a tag, which is passed on.
    mutating func readAngle() {
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

    func startsAddress() -> Bool {
        guard position == 0 || !(characters[position - 1].isLetter || characters[position - 1].isNumber) else { return false }
        let start = String(characters[position...].prefix(9))
        return start.prefixMatch(of: /https?:\/\/[^\s]/) != nil
    }

    mutating func readAddress() {
        var address = characters[position...].prefix { !$0.isWhitespace && !"<>\"".contains($0) }
        while let last = address.last, ".,;:!?*_~'".contains(last) || last == ")" && !address.contains("(") { address.removeLast() }
        let text = Markdown.escaped(String(address))
        add("<a href=\"\(text)\">\(text)</a>")
        position = address.endIndex
    }

    mutating func readNote() -> Bool {
        guard next(1) == "^", let end = characters[position...].prefix(70).firstIndex(of: "]") else { return false }
        let label = String(characters[(position + 2)..<end])
        guard notes.contains(label) else { return false }
        let name = Markdown.identifier(label)
        add("<sup id=\"fnref-\(name)\"><a href=\"#fn-\(name)\">[\(Markdown.escaped(label))]</a></sup>")
        position = end + 1
        return true
    }

    /// `[text](address "title")`, `[text][label]` or `[label]`; with `!` before it, a picture.
    mutating func readLink(isImage: Bool) -> Bool {
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
}
