package import Shared

extension String: PostgresCodable {
    package static var postgresType: PostgresType { .text }
    package func encode(into writer: inout PostgresWriter) { writer.write(text: self) }

    /// Reads every type whose binary form is text: `text`, `varchar`, `char(n)`, `name`, `json`, `jsonb`, `xml`, enums and extensions'
    /// text types such as `citext`.
    package static func decode(_ bytes: Span<UInt8>, type: UInt32) throws(DecodingReason) -> Self {
        switch type {
        case 25, 1043, 1042, 19, 18, 114, 142, 705: return try text(bytes)
        case 3802:
            // jsonb: a version byte, always 1, then the text.
            guard bytes.count > 0, bytes[0] == 1 else { throw .invalid("an unknown version of jsonb") }
            return try text(bytes.extracting(droppingFirst: 1))
        case firstUserDefined...: return try text(bytes)
        default: throw .mismatch(found: type, wanted: "String")
        }
    }

    /// OIDs from here on are given to types that a database defines itself (`FirstNormalObjectId`).
    private static let firstUserDefined: UInt32 = 16384

    private static func text(_ bytes: Span<UInt8>) throws(DecodingReason) -> String {
        do { return String(copying: try UTF8Span(validating: bytes)) } catch { throw .invalid("not UTF-8 text") }
    }
}

extension Slug: PostgresCodable {
    package static var postgresType: PostgresType { .text }
    package func encode(into writer: inout PostgresWriter) { writer.write(text: value) }
    package static func decode(_ bytes: Span<UInt8>, type: UInt32) throws(DecodingReason) -> Self {
        let text = try String.decode(bytes, type: type)
        guard let slug = Slug(text) else { throw .invalid("“\(text)” is not a slug") }
        return slug
    }
}

/// An enum with `String` raw values is stored as text, as a PostgreSQL enum or as a domain: `extension PostState: PostgresCodable {}`.
extension PostgresEncodable where Self: RawRepresentable, RawValue == String {
    package static var postgresType: PostgresType { .text }
    package func encode(into writer: inout PostgresWriter) { writer.write(text: rawValue) }
}

extension PostgresDecodable where Self: RawRepresentable, RawValue == String {
    package static func decode(_ bytes: Span<UInt8>, type: UInt32) throws(DecodingReason) -> Self {
        let text = try String.decode(bytes, type: type)
        guard let value = Self(rawValue: text) else { throw .invalid("“\(text)” is no \(Self.self)") }
        return value
    }
}

extension Currency: PostgresCodable {}
extension ServiceName: PostgresCodable {}
