package import FoundationEssentials
package import Shared

extension UUID: PostgresCodable {
    package static var postgresType: PostgresType { .uuid }
    package func encode(into writer: inout PostgresWriter) {
        withUnsafeBytes(of: uuid) { writer.write($0) }
    }
    package static func decode(_ bytes: Span<UInt8>, type: UInt32) throws(DecodingReason) -> Self {
        guard type == 2950, bytes.count == 16 else { throw .mismatch(found: type, wanted: "UUID") }
        var uuid = zeroes
        withUnsafeMutableBytes(of: &uuid) { target in
            for index in 0..<16 { target[index] = bytes[index] }
        }
        return UUID(uuid: uuid)
    }
}

private let zeroes: uuid_t = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)

extension ID: PostgresEncodable {
    package static var postgresType: PostgresType { .uuid }
    package func encode(into writer: inout PostgresWriter) { uuid.encode(into: &writer) }
}

extension ID: PostgresDecodable {
    package static func decode(_ bytes: Span<UInt8>, type: UInt32) throws(DecodingReason) -> Self {
        ID(try UUID.decode(bytes, type: type))
    }
}
