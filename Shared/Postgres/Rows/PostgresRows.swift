/// The answer to one statement: its rows, in the server's order.
package struct PostgresRows: Sendable, RandomAccessCollection {
    let columns: Columns
    let cells: Cells
    /// How many rows the statement read, inserted, updated or deleted.
    package let affected: Int
    package let count: Int

    package var startIndex: Int { 0 }
    package var endIndex: Int { count }
    package subscript(position: Int) -> PostgresRow {
        precondition(position >= 0 && position < count, "row \(position) of \(count)")
        return PostgresRow(columns: columns, cells: cells, first: position * columns.names.count)
    }

    static let none = PostgresRows(columns: Columns(names: [], types: []), cells: Cells(bytes: [], ends: []), affected: 0, count: 0)
}

/// One row. A column is read by name, as the type that the context wants: `let title: String = try row["title"]`.
package struct PostgresRow: Sendable {
    let columns: Columns
    let cells: Cells
    /// The number of its first cell.
    let first: Int

    /// - Throws: ``PostgresError/decoding(column:reason:)`` for a missing column, another type, or a NULL that is not read as an optional.
    package subscript<Value: PostgresDecodable>(_ column: String) -> Value {
        get throws {
            guard let index = columns.index(of: column) else {
                throw PostgresError.decoding(column: column, reason: .missing(columns: columns.names))
            }
            do throws(DecodingReason) {
                guard let range = cells.range(of: first + index) else { return try Value.decodeNull() }
                let bytes = cells.bytes
                return try Value.decode(bytes.span.extracting(range), type: columns.types[index])
            } catch { throw PostgresError.decoding(column: column, reason: error) }
        }
    }
}

/// The names and types of a result's columns: read once for each prepared statement, and shared by its answers.
final class Columns: Sendable {
    let names: [String]
    /// OIDs.
    let types: [UInt32]

    init(names: [String], types: [UInt32]) {
        self.names = names
        self.types = types
    }

    /// The first column of that name. A loop is faster than a dictionary up to some thirty columns, more than a statement here names.
    func index(of name: String) -> Int? { names.firstIndex(of: name) }
}

/// The values of a result, row by row, copied out of libpq's memory, so that they may go to any task.
final class Cells: Sendable {
    let bytes: [UInt8]
    /// Where each cell ends; the next one begins there. A NULL has no bytes and its end is stored as its complement.
    let ends: [Int]

    init(bytes: [UInt8], ends: [Int]) {
        self.bytes = bytes
        self.ends = ends
    }

    /// The bytes of cell `index`, or nil for a NULL.
    func range(of index: Int) -> Range<Int>? {
        let end = ends[index]
        guard end >= 0 else { return nil }
        let before = index == 0 ? 0 : ends[index - 1]
        return (before < 0 ? ~before : before)..<end
    }
}
