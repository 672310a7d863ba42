/// What became of one row.
struct ImportLine: Equatable, CustomStringConvertible {
    var kind: Kind
    /// Its slug, or where it stands in the file.
    let name: String
    var outcome = Outcome.unchanged
    private(set) var notes: [String] = []

    init(_ kind: Kind, _ name: String, _ outcome: Outcome = .unchanged) {
        self.kind = kind
        self.name = name
        self.outcome = outcome
    }

    enum Kind: String, CaseIterable {
        case tag, author, post, page, menu
    }

    enum Outcome: Equatable {
        case created, updated, unchanged
        /// On purpose; why.
        case skipped(String)
        /// Nothing of it was written; why.
        case failed(String)

        var word: String {
            switch self {
            case .created: "created"
            case .updated: "updated"
            case .unchanged: "unchanged"
            case .skipped: "skipped"
            case .failed: "failed"
            }
        }
    }

    mutating func note(_ note: String?) {
        if let note, !notes.contains(note) { notes.append(note) }
    }

    var description: String {
        let reason: [String] =
            switch outcome {
            case .skipped(let reason), .failed(let reason): [reason]
            case .created, .updated, .unchanged: []
            }
        let remarks = (reason + notes).joined(separator: "; ")
        func padded(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: max(1, width - text.count)) }
        return padded(outcome.word, 10) + padded(kind.rawValue, 7) + name + (remarks.isEmpty ? "" : ": \(remarks)")
    }
}

/// How many rows of each kind ended how.
struct ImportSummary: Equatable, CustomStringConvertible {
    private var counts: [ImportLine.Kind: [String: Int]] = [:]

    mutating func add(_ line: ImportLine) { counts[line.kind, default: [:]][line.outcome.word, default: 0] += 1 }

    /// How many rows ended so: `created`, `failed` …
    func count(_ word: String) -> Int { counts.values.reduce(0) { $0 + ($1[word] ?? 0) } }

    var description: String {
        let kinds = ImportLine.Kind.allCases.compactMap { kind -> String? in
            guard let counts = counts[kind] else { return nil }
            let words = ["created", "updated", "unchanged", "skipped", "failed"].compactMap { word in counts[word].map { "\($0) \(word)" } }
            return "\(kind.rawValue)s: \(words.joined(separator: ", "))"
        }
        return kinds.isEmpty ? "There was nothing to import." : kinds.joined(separator: "\n")
    }
}
