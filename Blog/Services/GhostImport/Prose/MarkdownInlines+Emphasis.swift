extension MarkdownInlines {
    /// How many open marks a closing one looks back over, so that a line of asterisks stays cheap.
    private static let lookBack = 64

    mutating func readMark(_ mark: Character) {
        let count = characters[position...].prefix { $0 == mark }.count
        let before = position > 0 ? characters[position - 1] : " "
        let after = next(count) ?? " "
        // Inside a word an underscore is an underscore.
        let isInWord = mark == "_" && (before.isLetter || before.isNumber) && (after.isLetter || after.isNumber)
        pieces.append(.mark(mark, count: count, opens: !after.isWhitespace && !isInWord, closes: !before.isWhitespace && !isInWord))
        position += count
    }

    /// Puts elements where marks pair. A mark that pairs with nothing is text.
    mutating func pair() {
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
