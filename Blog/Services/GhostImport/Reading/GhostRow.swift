import FoundationEssentials
import SharedHTML

/// One row of one of Ghost's tables, read with patience: over its versions and databases, Ghost has written ids as numbers and as text,
/// truth as `true` and as `1`, and moments in three ways.
struct GhostRow {
    let table: String
    /// From 1.
    let number: Int
    private let value: JSON

    /// Throws when `value` is no object.
    init(_ value: JSON, table: String, number: Int) throws {
        guard case .object = value else { throw GhostRowError(table: table, number: number, reason: "it is no object") }
        self.table = table
        self.number = number
        self.value = value
    }

    /// Nil when there is none, or it is blank. Without NUL characters, which PostgreSQL cannot store.
    func text(_ column: String) -> String? {
        switch value[column] {
        case .string(let text): text.utf8.allSatisfy { $0 <= 0x20 } ? nil : text.replacing("\0", with: "")
        case .integer(let number): String(number)
        default: nil
        }
    }

    /// Its id among those of all sites of Ghost. Most are drawn by lot; those that were counted (all before Ghost 1, the owner's until
    /// Ghost 6) say which row it is only together with the moment at which it was made.
    func reference() throws -> String {
        let id = try required("id")
        let isCounted = id.utf8.count < 12 && id.utf8.allSatisfy { (0x30...0x39).contains($0) }
        guard isCounted, let made = try? moment("created_at") else { return id }
        return "\(id) of \(Int(made.timeIntervalSince1970))"
    }

    func required(_ column: String) throws -> String {
        guard let text = text(column) else { throw GhostRowError(table: table, number: number, reason: "it has no \(column)") }
        return text
    }

    func flag(_ column: String) -> Bool {
        switch value[column] {
        case .bool(let flag): flag
        case .integer(let number): number != 0
        case .string(let text): text == "1" || text == "true"
        default: false
        }
    }

    func number(_ column: String) -> Int? {
        switch value[column] {
        case .integer(let number): Int(number)
        case .string(let text): Int(text)
        default: nil
        }
    }

    /// Nil when there is none. Throws when there is something that is no moment.
    func moment(_ column: String) throws -> Date? {
        guard let text = text(column) else { return nil }
        guard let moment = GhostMoment.read(text) else {
            throw GhostRowError(table: table, number: number, reason: "its \(column) “\(text.prefix(40))” is no moment")
        }
        return moment
    }
}

/// A row that cannot be read.
struct GhostRowError: Error, Equatable, CustomStringConvertible {
    let table: String
    /// From 1.
    let number: Int
    let reason: String

    var description: String { "row \(number) of \(table): \(reason)" }
}
