import CLibPQ

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

enum ResultReader {
    /// How many rows the command read or changed.
    static func affected(_ result: OpaquePointer) -> Int { Int(atol(PQcmdTuples(result))) }
}

/// Copies `result` out of libpq's memory.
func read(_ result: OpaquePointer, of statement: Statements.Prepared) -> PostgresRows {
    let columns = statement.columns ?? Columns(result)
    statement.columns = columns
    let (rows, width) = (PQntuples(result), Int32(columns.names.count))
    let affected = ResultReader.affected(result)
    guard rows > 0, width > 0 else {
        return PostgresRows(columns: columns, cells: .none, affected: affected, count: Int(rows))
    }
    var total = 0
    var ends: [Int] = []
    ends.reserveCapacity(Int(rows) * Int(width))
    for row in 0..<rows {
        for column in 0..<width {
            if PQgetisnull(result, row, column) == 1 {
                ends.append(~total)
            } else {
                total += Int(PQgetlength(result, row, column))
                ends.append(total)
            }
        }
    }
    let bytes = [UInt8](unsafeUninitializedCapacity: total) { buffer, count in
        for row in 0..<rows {
            for column in 0..<width {
                let length = Int(PQgetlength(result, row, column))
                guard length > 0, let source = PQgetvalue(result, row, column), let target = buffer.baseAddress else { continue }
                memcpy(target + count, source, length)
                count += length
            }
        }
    }
    return PostgresRows(columns: columns, cells: Cells(bytes: bytes, ends: ends), affected: affected, count: Int(rows))
}

extension Columns {
    convenience init(_ result: OpaquePointer) {
        let all = 0..<PQnfields(result)
        self.init(
            names: all.map { PQfname(result, $0).map { String(cString: $0) } ?? "" },
            types: all.map { PQftype(result, $0) })
    }
}

extension Cells {
    static let none = Cells(bytes: [], ends: [])
}

extension ServerError {
    /// What the server said, or nil when it is libpq that reports a broken connection.
    init?(_ result: OpaquePointer) {
        func field(_ code: Unicode.Scalar) -> String? {
            PQresultErrorField(result, Int32(code.value)).map { String(cString: $0) }
        }
        // The letters are PG_DIAG_… of postgres_ext.h.
        guard let state = field("C") else { return nil }
        self.init(
            sqlstate: SQLState(state), isFatal: field("V") != "ERROR", message: field("M") ?? "", detail: field("D"), hint: field("H"),
            schema: field("s"),
            table: field("t"),
            column: field("c"), constraint: field("n"))
    }
}
