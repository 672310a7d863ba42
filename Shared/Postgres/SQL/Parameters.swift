/// The encoded values of one statement: their bytes one after the other, and where each begins.
struct Parameters: Sendable {
    private(set) var types: [UInt32] = []
    private(set) var cells: [Cell] = []
    private var writer = PostgresWriter()

    struct Cell: Sendable {
        let start: Int
        /// -1 for NULL.
        let length: Int32
        let isText: Bool
    }

    var count: Int { cells.count }
    var bytes: [UInt8] { writer.bytes }
    /// The first value that cannot be sent, counted from 1, and why.
    private(set) var failure: (position: Int, reason: String)?

    mutating func reserve(_ count: Int) {
        types.reserveCapacity(count)
        cells.reserveCapacity(count)
        writer.bytes.reserveCapacity(count * 16)
    }

    mutating func append<Value: PostgresEncodable>(_ value: Value) {
        let type = Value.postgresType
        let start = writer.bytes.count
        value.encode(into: &writer)
        let length = writer.bytes.count - start
        types.append(type.oid)
        cells.append(Cell(start: start, length: writer.takeNull() ? -1 : Int32(clamping: length), isText: type.isText))
        // libpq reads a value in text form up to its NUL, which the writer makes sure is not inside the value.
        if type.isText { writer.bytes.append(0) }
        if let reason = writer.failure, failure == nil { failure = (cells.count, reason) }
        if length > Int(Int32.max), failure == nil { failure = (cells.count, "the value is longer than 2 GB") }
    }

    /// Calls `body` with what `PQsendQueryPrepared` takes: values, lengths, formats.
    func withPointers<Result>(
        _ body: (UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) throws -> Result
    ) rethrows -> Result {
        guard !cells.isEmpty else { return try body(nil, nil, nil) }
        let count = cells.count
        return try writer.bytes.withUnsafeBytes { bytes in
            try withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: count) { values in
                try withUnsafeTemporaryAllocation(of: Int32.self, capacity: count * 2) { numbers in
                    for (index, cell) in cells.enumerated() {
                        values.initializeElement(at: index, to: Self.pointer(to: cell, in: bytes))
                        numbers.initializeElement(at: index, to: max(0, cell.length))
                        numbers.initializeElement(at: count + index, to: cell.isText ? 0 : 1)
                    }
                    return try body(values.baseAddress, numbers.baseAddress, numbers.baseAddress.map { UnsafePointer($0 + count) })
                }
            }
        }
    }

    private static func pointer(to cell: Cell, in bytes: UnsafeRawBufferPointer) -> UnsafePointer<CChar>? {
        guard cell.length >= 0 else { return nil }
        // A value of no bytes still needs an address: a null pointer would say NULL.
        guard let base = bytes.baseAddress else { return empty }
        return (base + cell.start).assumingMemoryBound(to: CChar.self)
    }

    private static var empty: UnsafePointer<CChar> {
        let nothing: StaticString = ""
        return UnsafeRawPointer(nothing.utf8Start).assumingMemoryBound(to: CChar.self)
    }
}
