/// How values of a Swift type travel to the server. The numbers are OIDs of PostgreSQL's catalogue (`pg_type.dat`), the same in every
/// version and database.
package struct PostgresType: Sendable, Hashable {
    /// What a single parameter is declared as; 0 lets the server infer the type.
    let oid: UInt32
    /// What it is called inside an array.
    let element: UInt32
    /// The type of an array of it; 0 when there is none.
    let array: UInt32
    /// Whether a single parameter travels as text, not in the type's binary form.
    let isText: Bool

    init(oid: UInt32, element: UInt32? = nil, array: UInt32, isText: Bool = false) {
        self.oid = oid
        self.element = element ?? oid
        self.array = array
        self.isText = isText
    }

    package static let bool = Self(oid: 16, array: 1000)
    package static let bytea = Self(oid: 17, array: 1001)
    package static let int2 = Self(oid: 21, array: 1005)
    package static let int4 = Self(oid: 23, array: 1007)
    package static let int8 = Self(oid: 20, array: 1016)
    package static let float8 = Self(oid: 701, array: 1022)
    package static let timestamptz = Self(oid: 1184, array: 1185)
    package static let uuid = Self(oid: 2950, array: 2951)
    /// Text whose exact type the server infers: `text`, `varchar`, an enum, a domain, `jsonb` … In an array it is `text`.
    package static let text = Self(oid: 0, element: 25, array: 1009, isText: true)

    static func array(of type: PostgresType) -> Self { Self(oid: type.array, array: 0) }
}

/// The names of types, for messages to developers.
enum TypeName {
    static func of(_ oid: UInt32) -> String {
        known[oid] ?? "the type with OID \(oid)"
    }

    private static let known: [UInt32: String] = [
        16: "bool", 17: "bytea", 18: "\"char\"", 19: "name", 20: "int8", 21: "int2", 23: "int4", 25: "text", 26: "oid", 114: "json",
        142: "xml", 700: "float4", 701: "float8", 869: "inet", 1000: "bool[]", 1001: "bytea[]", 1005: "int2[]", 1007: "int4[]",
        1009: "text[]", 1015: "varchar[]", 1016: "int8[]", 1022: "float8[]", 1042: "bpchar", 1043: "varchar", 1082: "date",
        1083: "time", 1114: "timestamp", 1115: "timestamp[]", 1184: "timestamptz", 1185: "timestamptz[]", 1186: "interval", 1700: "numeric",
        2249: "record", 2950: "uuid", 2951: "uuid[]", 3614: "tsvector", 3802: "jsonb",
    ]
}
