extension Span where Element == UInt8 {
    /// The integer that all bytes write, in network byte order.
    func integer<Value: FixedWidthInteger>(as: Value.Type = Value.self) -> Value {
        var value: Value = 0
        for index in indices { value = value << 8 | Value(truncatingIfNeeded: self[index]) }
        return value
    }
}

/// Reads an int2, int4, int8 or oid.
private func integer(_ bytes: Span<UInt8>, type: UInt32, as wanted: String) throws(DecodingReason) -> Int64 {
    switch (type, bytes.count) {
    case (21, 2): Int64(bytes.integer(as: Int16.self))
    case (23, 4): Int64(bytes.integer(as: Int32.self))
    case (20, 8): bytes.integer(as: Int64.self)
    case (26, 4): Int64(bytes.integer(as: UInt32.self))
    default: throw .mismatch(found: type, wanted: wanted)
    }
}

private func exactly<Value: FixedWidthInteger>(_ bytes: Span<UInt8>, _ type: UInt32) throws(DecodingReason) -> Value {
    let wide = try integer(bytes, type: type, as: "\(Value.self)")
    guard let value = Value(exactly: wide) else { throw .invalid("\(wide) does not fit \(Value.self)") }
    return value
}

extension Int16: PostgresCodable {
    package static var postgresType: PostgresType { .int2 }
    package func encode(into writer: inout PostgresWriter) { writer.write(self) }
    package static func decode(_ bytes: Span<UInt8>, type: UInt32) throws(DecodingReason) -> Self { try exactly(bytes, type) }
}

extension Int32: PostgresCodable {
    package static var postgresType: PostgresType { .int4 }
    package func encode(into writer: inout PostgresWriter) { writer.write(self) }
    package static func decode(_ bytes: Span<UInt8>, type: UInt32) throws(DecodingReason) -> Self { try exactly(bytes, type) }
}

extension Int64: PostgresCodable {
    package static var postgresType: PostgresType { .int8 }
    package func encode(into writer: inout PostgresWriter) { writer.write(self) }
    package static func decode(_ bytes: Span<UInt8>, type: UInt32) throws(DecodingReason) -> Self { try exactly(bytes, type) }
}

extension Int: PostgresCodable {
    package static var postgresType: PostgresType { .int8 }
    package func encode(into writer: inout PostgresWriter) { writer.write(Int64(self)) }
    package static func decode(_ bytes: Span<UInt8>, type: UInt32) throws(DecodingReason) -> Self { try exactly(bytes, type) }
}

extension Double: PostgresCodable {
    package static var postgresType: PostgresType { .float8 }
    package func encode(into writer: inout PostgresWriter) { writer.write(bitPattern) }
    package static func decode(_ bytes: Span<UInt8>, type: UInt32) throws(DecodingReason) -> Self {
        switch (type, bytes.count) {
        case (701, 8): Double(bitPattern: bytes.integer())
        case (700, 4): Double(Float(bitPattern: bytes.integer()))
        default: throw .mismatch(found: type, wanted: "Double")
        }
    }
}

extension Bool: PostgresCodable {
    package static var postgresType: PostgresType { .bool }
    package func encode(into writer: inout PostgresWriter) { writer.write(self ? 1 as UInt8 : 0) }
    package static func decode(_ bytes: Span<UInt8>, type: UInt32) throws(DecodingReason) -> Self {
        guard type == 16, bytes.count == 1 else { throw .mismatch(found: type, wanted: "Bool") }
        return bytes[0] != 0
    }
}
