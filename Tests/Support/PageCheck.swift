/// Reads a page as strictly as nobody does: every element closed, in order, once; no id twice; every address and label there; no script but our own file.
package struct PageCheck {
    /// What is wrong, a line each.
    package private(set) var faults: [String] = []

    private static let void: Set = ["meta", "link", "img", "input", "br", "hr", "source", "wbr"]
    /// Raw markup that is not ours to judge.
    private var open: [String] = []
    private var ids: Set<String> = []
    private var references: [String] = []

    package init(_ page: String) {
        var rest = page[...]
        if !page.hasPrefix("<!doctype html>") { faults.append("it does not begin with its doctype") }
        rest = rest.dropFirst("<!doctype html>".count)
        while let start = rest.firstIndex(of: "<") {
            if rest[..<start].contains(">") { faults.append("a > that closes nothing, near \(rest[..<start].suffix(30))") }
            guard let end = Self.end(of: rest[start...]) else {
                faults.append("a tag that does not end: \(rest[start...].prefix(40))")
                return
            }
            read(rest[rest.index(after: start)..<end])
            rest = rest[rest.index(after: end)...]
        }
        for name in open { faults.append("<\(name)> is not closed") }
        for reference in references where !ids.contains(reference) { faults.append("nothing has the id \(reference)") }
    }

    private mutating func read(_ tag: Substring) {
        let name = String(tag.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber })
        if tag.hasPrefix("/") {
            if open.popLast() != name { faults.append("</\(name)> closes another element") }
            return
        }
        for (attribute, value) in Self.attributes(of: tag) {
            switch attribute {
            case "id": if !ids.insert(value).inserted { faults.append("the id \(value) stands twice") }
            case "for", "aria-describedby": references += value.split(separator: " ").map(String.init)
            case "href", "src", "action": if value.isEmpty { faults.append("<\(name)> leads nowhere") }
            case "style": faults.append("<\(name)> has a style")
            default: if attribute.hasPrefix("on") { faults.append("<\(name)> runs a script") }
            }
        }
        if name == "script", !tag.contains(" src=\"/assets/") { faults.append("a script that is no file of ours") }
        if name == "img", !tag.contains(" alt=\"") { faults.append("a picture says nothing to those who do not see it") }
        if !Self.void.contains(name), !tag.hasSuffix("/") { open.append(name) }
    }

    /// Where the tag ends: at the first > outside quotes.
    private static func end(of text: Substring) -> Substring.Index? {
        var isQuoted = false
        for index in text.indices {
            if text[index] == "\"" { isQuoted.toggle() }
            if text[index] == ">", !isQuoted { return index }
        }
        return nil
    }

    private static func attributes(of tag: Substring) -> [(String, String)] {
        var found: [(String, String)] = []
        var rest = tag
        while let equals = rest.firstRange(of: "=\"") {
            let name = rest[..<equals.lowerBound].split(separator: " ").last.map(String.init) ?? ""
            rest = rest[equals.upperBound...]
            found.append((name, String(rest.prefix { $0 != "\"" })))
            rest = rest.drop { $0 != "\"" }.dropFirst()
        }
        return found
    }
}
