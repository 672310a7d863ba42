/// A value that a statement can bind.
package protocol PostgresEncodable: Sendable {
    /// The type of a parameter that holds one.
    static var postgresType: PostgresType { get }
    /// Appends the value in the form that ``postgresType`` says: PostgreSQL's binary form of the type (its `…send` function), or text.
    func encode(into writer: inout PostgresWriter)

    /// The type of a parameter that holds an array of them.
    static var postgresArrayType: PostgresType { get }
    /// Appends an array of them.
    static func encode(array: [Self], into writer: inout PostgresWriter)
}

/// A value that a column of a row can be read as.
package protocol PostgresDecodable: Sendable {
    /// Reads the binary form `bytes` of a value of the type with OID `type`.
    static func decode(_ bytes: Span<UInt8>, type: UInt32) throws(DecodingReason) -> Self
    /// What a NULL is read as.
    static func decodeNull() throws(DecodingReason) -> Self
    /// Reads the binary form of an array of them.
    static func decode(arrayFrom bytes: Span<UInt8>, type: UInt32) throws(DecodingReason) -> [Self]
}

extension PostgresDecodable {
    package static func decodeNull() throws(DecodingReason) -> Self { throw .unexpectedNull }
}

package typealias PostgresCodable = PostgresEncodable & PostgresDecodable

/// Where an encoded value goes.
package struct PostgresWriter: Sendable {
    var bytes: [UInt8] = []
    private var isNull = false
    /// Why the value that was just written cannot be sent.
    private(set) var failure: String?

    package mutating func write(_ more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

    /// In network byte order.
    package mutating func write(_ integer: some FixedWidthInteger) {
        withUnsafeBytes(of: integer.bigEndian) { bytes.append(contentsOf: $0) }
    }

    /// UTF-8. PostgreSQL's text holds every character but NUL.
    package mutating func write(text: String) {
        var text = text
        text.withUTF8 { source in
            if source.contains(0) { fail("text that holds a NUL character cannot be stored") }
            bytes.append(contentsOf: source)
        }
    }

    package mutating func writeNull() { isNull = true }

    /// Says that the value has no form in PostgreSQL: the statement is not sent and throws ``PostgresError/encoding(position:reason:)``.
    package mutating func fail(_ reason: String) {
        if failure == nil { failure = reason }
    }

    /// Whether the value just written was NULL.
    mutating func takeNull() -> Bool {
        defer { isNull = false }
        return isNull
    }

    /// Writes `value` after its length in four bytes, -1 for NULL: how an array and a COPY row hold it.
    mutating func writeSized(_ value: some PostgresEncodable) {
        let start = bytes.count
        write(Int32(0))
        value.encode(into: &self)
        let length = takeNull() ? -1 : Int32(clamping: bytes.count - start - 4)
        for index in 0..<4 { bytes[start + index] = UInt8(truncatingIfNeeded: length >> (24 - 8 * Int32(index))) }
    }
}
