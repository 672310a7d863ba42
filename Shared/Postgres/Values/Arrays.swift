/// Arrays of one dimension. `[UInt8]` is a `bytea`; see ``UInt8``.
extension Array: PostgresEncodable where Element: PostgresEncodable {
    package static var postgresType: PostgresType { Element.postgresArrayType }
    package func encode(into writer: inout PostgresWriter) { Element.encode(array: self, into: &writer) }
}

extension Array: PostgresDecodable where Element: PostgresDecodable {
    package static func decode(_ bytes: Span<UInt8>, type: UInt32) throws(DecodingReason) -> Self {
        try Element.decode(arrayFrom: bytes, type: type)
    }
}

extension PostgresEncodable {
    package static var postgresArrayType: PostgresType { .array(of: postgresType) }

    /// The form that `array_send` writes: dimensions, whether NULLs may occur, the element's type; then for each dimension its length and
    /// lower bound; then the elements.
    package static func encode(array: [Self], into writer: inout PostgresWriter) {
        guard postgresType.array != 0 else { return writer.fail("an array of arrays cannot be sent") }
        writer.write(Int32(array.isEmpty ? 0 : 1))
        writer.write(Int32(1))
        writer.write(postgresType.element)
        guard !array.isEmpty else { return }
        writer.write(Int32(clamping: array.count))
        writer.write(Int32(1))
        for element in array { writer.writeSized(element) }
    }
}

extension PostgresDecodable {
    package static func decode(arrayFrom bytes: Span<UInt8>, type: UInt32) throws(DecodingReason) -> [Self] {
        func word(_ offset: Int) throws(DecodingReason) -> Int32 {
            guard offset + 4 <= bytes.count else { throw .mismatch(found: type, wanted: "[\(Self.self)]") }
            return bytes.extracting(offset..<offset + 4).integer()
        }
        let (dimensions, nulls, element) = (try word(0), try word(4), UInt32(bitPattern: try word(8)))
        // Every array starts so. The check keeps another type's bytes from being read as one.
        guard (0...1).contains(nulls), (0...6).contains(dimensions) else { throw .mismatch(found: type, wanted: "[\(Self.self)]") }
        guard dimensions > 0 else { return [] }
        guard dimensions == 1 else { throw .invalid("an array of \(dimensions) dimensions") }
        let count = Int(try word(12))
        guard count >= 0, count <= bytes.count / 4 else { throw .mismatch(found: type, wanted: "[\(Self.self)]") }
        var values: [Self] = []
        values.reserveCapacity(count)
        var offset = 20
        for _ in 0..<count {
            let length = Int(try word(offset))
            offset += 4
            if length < 0 {
                values.append(try decodeNull())
            } else {
                guard offset + length <= bytes.count else { throw .mismatch(found: type, wanted: "[\(Self.self)]") }
                values.append(try decode(bytes.extracting(offset..<offset + length), type: element))
                offset += length
            }
        }
        return values
    }
}
