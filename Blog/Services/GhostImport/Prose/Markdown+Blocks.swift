extension Markdown {
    func blocks(of lines: ArraySlice<String>, depth: Int) -> [Block] {
        var blocks: [Block] = []
        var rest = lines
        while let line = rest.first {
            if line.allSatisfy(\.isWhitespace) {
                rest = rest.dropFirst()
            } else if let heading = heading(line) {
                blocks.append(.other(heading))
                rest = rest.dropFirst()
            } else if isRule(line) {
                blocks.append(.other("<hr>"))
                rest = rest.dropFirst()
            } else if let fence = line.prefixMatch(of: #/ {0,3}(`{3,}|~{3,})\s*([^\s`]*)/#)?.output {
                blocks.append(.other(fenced(&rest, mark: fence.1, language: fence.2)))
            } else if line.hasPrefix("    ") {
                blocks.append(.other(indented(&rest)))
            } else if depth < Self.maximumDepth, line.prefixMatch(of: #/ {0,3}>/#) != nil {
                blocks.append(.other(quote(&rest, depth: depth)))
            } else if depth < Self.maximumDepth, ListMarker(line) != nil {
                blocks.append(.other(list(&rest, depth: depth)))
            } else if line.prefixMatch(of: #/ {0,3}<(?:[a-zA-Z\/!][^>]*|!--)/#) != nil, line.prefixMatch(of: #/ {0,3}<[a-z]+:\/\//#) == nil
            {
                let raw = rest.prefix { !$0.allSatisfy(\.isWhitespace) }
                blocks.append(.other(raw.joined(separator: "\n")))
                rest = rest.dropFirst(raw.count)
            } else if let table = table(&rest) {
                blocks.append(.other(table))
            } else {
                blocks.append(paragraph(&rest))
            }
        }
        return blocks
    }

    private func heading(_ line: String) -> String? {
        guard let found = line.wholeMatch(of: #/ {0,3}(#{1,6})\s*([^#].*?)?\s*#*\s*/#)?.output else { return nil }
        return "<h\(found.1.count)>\(inline(String(found.2 ?? "")))</h\(found.1.count)>"
    }

    private func isRule(_ line: String) -> Bool {
        let marks = line.filter { !$0.isWhitespace }
        guard marks.count >= 3, let mark = marks.first, "-*_".contains(mark), !line.hasPrefix("    ") else { return false }
        return marks.allSatisfy { $0 == mark }
    }

    private func fenced(_ rest: inout ArraySlice<String>, mark: Substring, language: Substring) -> String {
        rest = rest.dropFirst()
        let code = rest.prefix { !$0.drop { $0 == " " }.hasPrefix(mark) }
        rest = rest.dropFirst(code.count + 1)
        let name = language.isEmpty ? "" : " class=\"language-\(Self.escaped(language.lowercased()))\""
        return "<pre><code\(name)>\(Self.escaped(code.joined(separator: "\n")))\n</code></pre>"
    }

    private func indented(_ rest: inout ArraySlice<String>) -> String {
        var code = rest.prefix { $0.hasPrefix("    ") || $0.allSatisfy(\.isWhitespace) }
        rest = rest.dropFirst(code.count)
        while code.last?.allSatisfy(\.isWhitespace) == true { code.removeLast() }
        return "<pre><code>\(Self.escaped(code.map { String($0.dropFirst(4)) }.joined(separator: "\n")))\n</code></pre>"
    }

    /// A line without `>` still belongs to it when it goes on with a paragraph.
    private func quote(_ rest: inout ArraySlice<String>, depth: Int) -> String {
        var lines: [String] = []
        while let line = rest.first {
            if let mark = line.prefixMatch(of: #/ {0,3}> ?/#)?.output {
                lines.append(String(line.dropFirst(mark.count)))
            } else {
                guard !line.allSatisfy(\.isWhitespace), lines.last?.allSatisfy(\.isWhitespace) == false, !beginsBlock(line) else { break }
                lines.append(line)
            }
            rest = rest.dropFirst()
        }
        return "<blockquote>\(blocks(of: lines[...], depth: depth + 1).map(\.html).joined())</blockquote>"
    }

    private func list(_ rest: inout ArraySlice<String>, depth: Int) -> String {
        guard let first = rest.first.flatMap({ ListMarker($0) }) else { return "" }
        var items: [[String]] = []
        var isLoose = false
        while let line = rest.first, let marker = ListMarker(line), marker.isSameList(as: first) {
            var lines = [String(line.dropFirst(marker.width))]
            rest = rest.dropFirst()
            while let line = rest.first {
                let isBlank = line.allSatisfy(\.isWhitespace)
                let indent = line.prefix { $0 == " " }.count
                if isBlank {
                    let following = rest.first { !$0.allSatisfy(\.isWhitespace) }
                    guard let following, following.prefix(while: { $0 == " " }).count >= marker.width else { break }
                    isLoose = true
                    lines.append("")
                } else if indent >= marker.width {
                    lines.append(String(line.dropFirst(marker.width)))
                } else {
                    guard ListMarker(line) == nil, !beginsBlock(line), lines.last?.isEmpty == false else { break }
                    lines.append(String(line.drop { $0 == " " }))
                }
                rest = rest.dropFirst()
            }
            items.append(lines)
            let blanks = rest.prefix { $0.allSatisfy(\.isWhitespace) }.count
            guard blanks > 0, let next = rest.dropFirst(blanks).first.flatMap({ ListMarker($0) }), next.isSameList(as: first) else {
                continue
            }
            isLoose = true
            rest = rest.dropFirst(blanks)
        }
        let html = items.map { lines in
            let content = blocks(of: lines[...], depth: depth + 1)
            return "<li>\(content.map { isLoose ? $0.html : $0.tightHTML }.joined(separator: "\n"))</li>"
        }
        let start = first.start.map { $0 == 1 ? "" : " start=\"\($0)\"" }
        return start.map { "<ol\($0)>\(html.joined())</ol>" } ?? "<ul>\(html.joined())</ul>"
    }

    private func table(_ rest: inout ArraySlice<String>) -> String? {
        guard let head = rest.first, head.contains("|"), let rule = rest.dropFirst().first,
            rule.contains("-"), rule.wholeMatch(of: /[\s|:-]+/) != nil, Self.cells(head).count == Self.cells(rule).count
        else { return nil }
        let body = rest.dropFirst(2).prefix { $0.contains("|") && !$0.allSatisfy(\.isWhitespace) }
        rest = rest.dropFirst(2 + body.count)
        func row(_ line: String, _ name: String) -> String {
            "<tr>\(Self.cells(line).map { "<\(name)>\(inline($0))</\(name)>" }.joined())</tr>"
        }
        return "<table><thead>\(row(head, "th"))</thead><tbody>\(body.map { row($0, "td") }.joined())</tbody></table>"
    }

    private static func cells(_ line: String) -> [String] {
        var text = line.drop { $0.isWhitespace }
        while text.last?.isWhitespace == true { text.removeLast() }
        if text.first == "|" { text.removeFirst() }
        if text.last == "|" { text.removeLast() }
        return text.replacing("\\|", with: "\u{E000}").split(separator: "|", omittingEmptySubsequences: false).map {
            $0.replacing("\u{E000}", with: "|").split(separator: " ").joined(separator: " ")
        }
    }

    /// A paragraph, or a heading that is underlined.
    private func paragraph(_ rest: inout ArraySlice<String>) -> Block {
        var lines: [String] = []
        while let line = rest.first, !line.allSatisfy(\.isWhitespace) {
            if !lines.isEmpty {
                if let mark = line.wholeMatch(of: #/ {0,3}(=+|-+)\s*/#)?.output.1.first {
                    rest = rest.dropFirst()
                    let level = mark == "=" ? 1 : 2
                    return .other("<h\(level)>\(inline(lines.joined(separator: "\n")))</h\(level)>")
                }
                if beginsBlock(line) { break }
            }
            lines.append(String(line.drop { $0 == " " }))
            rest = rest.dropFirst()
        }
        return .paragraph(inline(lines.joined(separator: "\n")))
    }

    private func beginsBlock(_ line: String) -> Bool {
        heading(line) != nil || isRule(line) || line.prefixMatch(of: #/ {0,3}(```|~~~|>)/#) != nil
            || (ListMarker(line)?.interruptsParagraph ?? false)
    }
}

/// `- `, `* `, `+ `, `1. ` or `1) ` at the beginning of a line.
struct ListMarker {
    /// How far the item's text is from the beginning of the line.
    let width: Int
    /// Nil without numbers.
    let start: Int?
    private let mark: Character
    private let isEmpty: Bool

    init?(_ line: String) {
        guard let found = line.prefixMatch(of: /( {0,3})([-*+]|\d{1,9}[.)])( {1,4}(?=\S)| *$| )/)?.output, let mark = found.2.last else {
            return nil
        }
        let text = found.2.dropLast()
        start = text.isEmpty ? nil : Int(text)
        self.mark = mark
        isEmpty = line.dropFirst(found.0.count).allSatisfy(\.isWhitespace)
        width = found.1.count + found.2.count + max(1, isEmpty ? 1 : found.3.count)
    }

    func isSameList(as other: ListMarker) -> Bool { mark == other.mark && (start == nil) == (other.start == nil) }

    /// Only a list that begins with 1, and with something, ends a paragraph: a line that begins with a year does not.
    var interruptsParagraph: Bool { !isEmpty && (start == nil || start == 1) }
}
