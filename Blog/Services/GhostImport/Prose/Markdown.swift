/// Markdown as Ghost's cards have it: CommonMark's blocks and inlines with GitHub's tables, strikethrough and bare addresses, line ends
/// that are kept, `==mark==`, `~sub~`, `^sup^` and footnotes. Its markup is raw: HTML in it is passed on, and the sanitiser comes after.
///
/// What CommonMark says of rare cases (lazy continuation of nested quotes, entities in addresses) is not all here. An import prefers what
/// Ghost itself rendered where the export has it.
struct Markdown {
    /// Deeper quotes and lists are text.
    static let maximumDepth = 12

    /// `[label]: address "title"`, by label in lower case.
    private(set) var references: [String: (address: String, title: String?)] = [:]
    /// `[^label]: text`, in the order written.
    private(set) var notes: [(label: String, text: String)] = []

    static func html(_ text: String) -> String {
        var markdown = Markdown()
        let lines = markdown.collectDefinitions(in: text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(untabbed))
        var html = markdown.blocks(of: lines[...], depth: 0).map(\.html).joined(separator: "\n")
        if !markdown.notes.isEmpty {
            let items = markdown.notes.map { note in
                "<li id=\"fn-\(identifier(note.label))\">\(markdown.inline(note.text)) <a href=\"#fnref-\(identifier(note.label))\">↩</a></li>"
            }
            html += "\n<hr><ol>\(items.joined())</ol>"
        }
        return html
    }

    /// Blocks that follow each other.
    enum Block {
        case paragraph(String)
        case other(String)

        var html: String {
            switch self {
            case .paragraph(let inline): "<p>\(inline)</p>"
            case .other(let html): html
            }
        }
        /// Inside an item of a list without blank lines.
        var tightHTML: String {
            switch self {
            case .paragraph(let inline): inline
            case .other(let html): html
            }
        }
    }

    static func escaped(_ text: some StringProtocol) -> String {
        var markup = RawMarkup()
        markup.text(String(text))
        return markup.html
    }

    static func identifier(_ label: String) -> String {
        String(label.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
    }

    /// Takes the definitions out of `lines`; those in code stay.
    private mutating func collectDefinitions(in lines: [String]) -> [String] {
        var fence: Substring?
        var kept: [String] = []
        for line in lines {
            if let mark = line.prefixMatch(of: /\s{0,3}(```|~~~)/)?.output.1 {
                if fence == nil { fence = mark } else if fence == mark { fence = nil }
            } else if fence == nil {
                if let note = line.wholeMatch(of: #/ {0,3}\[\^([^\]\s]{1,60})\]:\s*(.*)/#)?.output {
                    notes.append((String(note.1), String(note.2)))
                    continue
                }
                if let found = line.wholeMatch(of: #/ {0,3}\[([^\]]{1,200})\]:\s*<?([^\s>]+)>?(?:\s+["'(](.*)["')])?\s*/#)?.output {
                    references[found.1.lowercased()] = (String(found.2), found.3.map(String.init))
                    continue
                }
            }
            kept.append(line)
        }
        return kept
    }

    /// Tabs at the beginning are four blanks each.
    private static func untabbed(_ line: Substring) -> String {
        let indent = line.prefix { $0 == " " || $0 == "\t" }
        return String(indent.replacing("\t", with: "    ") + line.dropFirst(indent.count))
    }
}
