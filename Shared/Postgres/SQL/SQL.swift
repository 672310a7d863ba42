/// One SQL statement with its values.
///
/// The text is made of `StaticString` literals only, and an interpolated value can only become a bind (`$1`, `$2` …): a string that was
/// made while the program ran is never part of a statement. An optional that is nil binds NULL; an array binds a PostgreSQL array.
///
/// A `String` is sent with no type, so that the server infers it: one value fits `text`, `varchar`, enum, domain, `jsonb` and `uuid`
/// alike. Where nothing tells the type (`\(name) is null`), say it: `\(name)::text is null`.
package struct SQL: Sendable, ExpressibleByStringInterpolation {
    /// What the server prepares: the text and the types of its parameters.
    let statement: StatementKey
    let parameters: Parameters

    package init(stringLiteral value: StaticString) {
        statement = StatementKey(text: value.withUTF8Buffer { Array($0) })
        parameters = Parameters()
    }

    package init(stringInterpolation: Interpolation) {
        statement = StatementKey(text: stringInterpolation.text, types: stringInterpolation.parameters.types)
        parameters = stringInterpolation.parameters
    }

    package struct Interpolation: StringInterpolationProtocol {
        fileprivate var text: [UInt8] = []
        fileprivate var parameters = Parameters()

        package init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 3)
            parameters.reserve(interpolationCount)
        }

        package mutating func appendLiteral(_ literal: StaticString) {
            literal.withUTF8Buffer { text.append(contentsOf: $0) }
        }

        package mutating func appendInterpolation<Value: PostgresEncodable>(_ value: Value) {
            parameters.append(value)
            text.append(UInt8(ascii: "$"))
            text.append(contentsOf: String(parameters.count).utf8)
        }

        /// Said apart, because the compiler warns of an optional that a generic interpolation takes.
        package mutating func appendInterpolation<Value: PostgresEncodable>(_ value: Value?) {
            parameters.append(value)
            text.append(UInt8(ascii: "$"))
            text.append(contentsOf: String(parameters.count).utf8)
        }
    }
}

extension SQL: CustomStringConvertible {
    /// The text, without its values, which may be private.
    package var description: String { String(decoding: statement.text, as: UTF8.self) }
}

/// What a prepared statement is known by: the same text with other parameter types is another statement.
struct StatementKey: Hashable, Sendable {
    /// UTF-8, without a final NUL.
    let text: [UInt8]
    /// OIDs; 0 where the server infers the type.
    var types: [UInt32] = []

    /// One call for each array: element by element, hashing costs more than the rest of a look-up.
    func hash(into hasher: inout Hasher) {
        text.withUnsafeBytes { hasher.combine(bytes: $0) }
        types.withUnsafeBytes { hasher.combine(bytes: $0) }
    }
}
