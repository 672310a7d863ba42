/// Where the rows of a COPY go. They travel in packets of 64 KB.
package struct CopyWriter {
    private static let packet = 65_536
    private let send: ([UInt8]) async throws -> Void
    private let isBinary: Bool
    private var writer = PostgresWriter()
    private var hasHeader = false
    private(set) var rows = 0

    init(isBinary: Bool, send: @escaping ([UInt8]) async throws -> Void) {
        self.isBinary = isBinary
        self.send = send
    }

    /// Adds one row to a COPY with `(format binary)`. Nothing is converted on the way: each value has to be of its column's own type, so
    /// an `Int32` for an `integer` and an `Int` for a `bigint`; a `String` fits all types of text and enums, but not `jsonb`.
    package mutating func row<each Value: PostgresEncodable>(_ value: repeat each Value) async throws {
        guard isBinary else { throw PostgresError.misuse(reason: "Rows of values need COPY … WITH (FORMAT BINARY)") }
        beginIfNeeded()
        var count: Int16 = 0
        repeat (_ = (each value, count += 1))
        writer.write(count)
        var position = 0
        for value in repeat each value {
            position += 1
            writer.writeSized(value)
            if let reason = writer.failure { throw PostgresError.encoding(position: position, reason: reason) }
        }
        rows += 1
        if writer.bytes.count >= Self.packet { try await flush() }
    }

    /// Adds bytes to a COPY in text or CSV format, in which they may break anywhere.
    package mutating func write(_ bytes: [UInt8]) async throws {
        guard !isBinary else { throw PostgresError.misuse(reason: "A COPY in binary format takes rows of values") }
        writer.write(bytes)
        if writer.bytes.count >= Self.packet { try await flush() }
    }

    mutating func finish() async throws {
        if isBinary {
            beginIfNeeded()
            writer.write(Int16(-1))
        }
        try await flush()
    }

    /// The binary format's signature, flags and empty extension (PostgreSQL's documentation, COPY, "File Formats").
    private mutating func beginIfNeeded() {
        guard !hasHeader else { return }
        hasHeader = true
        writer.write("PGCOPY\n".utf8)
        writer.write([0xFF, 0x0D, 0x0A, 0x00, 0, 0, 0, 0, 0, 0, 0, 0] as [UInt8])
    }

    private mutating func flush() async throws {
        guard !writer.bytes.isEmpty else { return }
        let bytes = writer.bytes
        writer.bytes = []
        writer.bytes.reserveCapacity(Self.packet + 4096)
        try await send(bytes)
    }
}

extension PostgresConnection {
    /// Runs `copy <table> (<columns>) from stdin with (format binary)`, or the text or CSV form, with the rows that `rows` writes.
    ///
    /// When `rows` throws, or the task is cancelled, none is stored. A statement's time-out counts for all of the rows; see ``allow(_:)``.
    /// - Returns: how many rows were stored.
    @discardableResult
    package func copy(_ statement: SQL, rows: (inout CopyWriter) async throws -> Void) async throws -> Int {
        let isBinary = try await session.beginCopy(statement, lease: lease)
        do {
            var writer = CopyWriter(isBinary: isBinary) { try await session.putCopy($0, lease: lease) }
            try await rows(&writer)
            try await writer.finish()
        } catch {
            await session.cancelCopy(lease: lease)
            throw error
        }
        return try await session.endCopy(lease: lease)
    }
}
