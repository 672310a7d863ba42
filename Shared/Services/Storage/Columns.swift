package import Shared
package import SharedPostgres

// How the values of the domains are stored, where that is one column. Enums are stored as their raw values.

extension Post.Kind: PostgresCodable {}
extension Post.Access: PostgresCodable {}
extension PostStatus: PostgresCodable {}
extension Menu.Name: PostgresCodable {}
extension ProductStatus: PostgresCodable {}
extension UnitQuantity.Unit: PostgresCodable {}
extension Label: PostgresCodable {}
extension EntryStatus: PostgresCodable {}
extension CalendarAccent: PostgresCodable {}
extension ActivityKind: PostgresCodable {}
extension Activity.Visibility: PostgresCodable {}
extension ObjectReference.Kind: PostgresCodable {}
extension HandlingState: PostgresCodable {}
extension SignInMethod: PostgresCodable {}
extension AuditEntry.Kind: PostgresCodable {}
extension Scope: PostgresCodable {}
extension SigningKeyStatus: PostgresCodable {}
extension LogoutDeliveryStatus: PostgresCodable {}
extension Role: PostgresCodable {}

/// An `integer`.
extension Version: PostgresCodable {
    package static var postgresType: PostgresType { Int.postgresType }
    package func encode(into writer: inout PostgresWriter) { number.encode(into: &writer) }
    package static func decode(_ bytes: Span<UInt8>, type: UInt32) throws(DecodingReason) -> Self {
        Version(try Int.decode(bytes, type: type))
    }
}

/// A `smallint`.
extension Passkey.Algorithm: PostgresCodable {
    package static var postgresType: PostgresType { Int16.postgresType }
    package func encode(into writer: inout PostgresWriter) { Int16(rawValue).encode(into: &writer) }
    package static func decode(_ bytes: Span<UInt8>, type: UInt32) throws(DecodingReason) -> Self {
        let number = try Int16.decode(bytes, type: type)
        guard let algorithm = Self(rawValue: Int(number)) else { throw .invalid("\(number) is no \(Self.self)") }
        return algorithm
    }
}

/// A value that is stored as text, and of which not every text is one.
package protocol StoredAsText: PostgresCodable, CustomStringConvertible {
    init?(_ text: String)
}

extension StoredAsText {
    package static var postgresType: PostgresType { .text }
    package func encode(into writer: inout PostgresWriter) { writer.write(text: description) }
    package static func decode(_ bytes: Span<UInt8>, type: UInt32) throws(DecodingReason) -> Self {
        let text = try String.decode(bytes, type: type)
        guard let value = Self(text) else { throw .invalid("“\(text)” is no \(Self.self)") }
        return value
    }
}

extension Username: StoredAsText {}
extension EmailAddress: StoredAsText {}
extension HandlerName: StoredAsText {}
extension ClientID: StoredAsText {}
extension CallbackAddress: StoredAsText {}
extension RoleScope: StoredAsText {}
/// Selected as `r.role || ' ' || r.scope`.
extension RoleGrant: StoredAsText {}

/// Sent as the text of a `timestamp`. Read from text too: a statement says `to_char(local_start, 'YYYY-MM-DD"T"HH24:MI')`.
extension LocalTime: StoredAsText {}

/// Likewise: a statement says `\(day)::date`, and `to_char(day, 'YYYY-MM-DD')`.
extension Day: StoredAsText {}

/// Markup that the sanitiser made before it was stored.
extension SanitizedHTML: PostgresCodable {
    package static var postgresType: PostgresType { .text }
    package func encode(into writer: inout PostgresWriter) { writer.write(text: markup) }
    package static func decode(_ bytes: Span<UInt8>, type: UInt32) throws(DecodingReason) -> Self {
        SanitizedHTML(alreadySanitized: try String.decode(bytes, type: type))
    }
}
