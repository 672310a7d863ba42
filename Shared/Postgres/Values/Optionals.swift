/// nil is NULL.
extension Optional: PostgresEncodable where Wrapped: PostgresEncodable {
    package static var postgresType: PostgresType { Wrapped.postgresType }
    package func encode(into writer: inout PostgresWriter) {
        if let self { self.encode(into: &writer) } else { writer.writeNull() }
    }
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
    package static func decode(_ bytes: Span<UInt8>, type: UInt32) throws(DecodingReason) -> Self {
        try Wrapped.decode(bytes, type: type)
    }
    package static func decodeNull() throws(DecodingReason) -> Self { nil }
}
