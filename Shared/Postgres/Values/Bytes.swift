/// A byte is a value only so that an array of them, `[UInt8]`, is a `bytea`. Alone it is an int2.
extension UInt8: PostgresCodable {
    package static var postgresType: PostgresType { .int2 }
    package func encode(into writer: inout PostgresWriter) { writer.write(Int16(self)) }
    package static func decode(_ bytes: Span<UInt8>, type: UInt32) throws(DecodingReason) -> Self {
        let wide = try Int64.decode(bytes, type: type)
        guard let value = UInt8(exactly: wide) else { throw .invalid("\(wide) does not fit UInt8") }
        return value
    }

    package static var postgresArrayType: PostgresType { .bytea }
    package static func encode(array: [UInt8], into writer: inout PostgresWriter) { writer.write(array) }
    package static func decode(arrayFrom bytes: Span<UInt8>, type: UInt32) throws(DecodingReason) -> [UInt8] {
        guard type == 17 else { throw .mismatch(found: type, wanted: "[UInt8]") }
        return [UInt8](unsafeUninitializedCapacity: bytes.count) { buffer, count in
            bytes.withUnsafeBufferPointer { source in
                count = buffer.update(fromContentsOf: source)
            }
        }
    }
}
