/// Reads CBOR in the canonical form that authenticators must write (CTAP 2.2, section 8, "Message Encoding"; WebAuthn Level 3, section
/// 6.5), and refuses all else. It reads each byte once and never sets aside more than the bytes that are there.
struct CBORReader {
    /// Maps and arrays in one another: what CTAP allows.
    static let depthLimit = 4
    /// Items in one map or array; authenticators send about ten.
    static let countLimit = 64

    private let bytes: [UInt8]
    /// How far it has read.
    private(set) var position: Int

    init(_ bytes: [UInt8], from position: Int = 0) {
        self.bytes = bytes
        self.position = position
    }

    /// The one item that `bytes` hold.
    static func item(of bytes: [UInt8]) throws(CBORFault) -> CBOR {
        var reader = CBORReader(bytes)
        let item = try reader.item()
        guard reader.position == bytes.count else { throw .trailing }
        return item
    }

    /// The next item.
    mutating func item() throws(CBORFault) -> CBOR { try item(depth: 0) }

    private mutating func item(depth: Int) throws(CBORFault) -> CBOR {
        let head = try next()
        let (kind, detail) = (head >> 5, head & 31)
        if kind == 7 { return try simple(detail) }
        guard kind != 6 else { throw .notTaken }
        let argument = try argument(detail)
        switch kind {
        case 0: return .unsigned(argument)
        case 1: return .negative(argument)
        case 2: return .bytes(Array(try take(argument)))
        case 3:
            guard let text = String(validating: try take(argument), as: UTF8.self) else { throw .notText }
            return .text(text)
        default:
            guard depth < Self.depthLimit, argument <= Self.countLimit else { throw .tooMuch }
            return kind == 4 ? try array(of: Int(argument), depth: depth + 1) : try map(of: Int(argument), depth: depth + 1)
        }
    }

    private mutating func array(of count: Int, depth: Int) throws(CBORFault) -> CBOR {
        var items: [CBOR] = []
        for _ in 0..<count { items.append(try item(depth: depth)) }
        return .array(items)
    }

    private mutating func map(of count: Int, depth: Int) throws(CBORFault) -> CBOR {
        var entries: [CBOR.Entry] = []
        var last: ArraySlice<UInt8> = []
        for _ in 0..<count {
            let start = position
            let key = try item(depth: depth)
            switch key {
            case .unsigned, .negative, .text: break
            case .bytes, .array, .map, .bool, .null: throw .notTaken
            }
            let written = bytes[start..<position]
            guard entries.isEmpty || Self.stands(last, before: written) else { throw .notCanonical }
            last = written
            entries.append(CBOR.Entry(key: key, value: try item(depth: depth)))
        }
        return .map(entries)
    }

    /// The order of keys: by their kind, then the shorter one, then by their bytes.
    private static func stands(_ left: ArraySlice<UInt8>, before right: ArraySlice<UInt8>) -> Bool {
        let kinds = ((left.first ?? 0) >> 5, (right.first ?? 0) >> 5)
        if kinds.0 != kinds.1 { return kinds.0 < kinds.1 }
        if left.count != right.count { return left.count < right.count }
        return left.lexicographicallyPrecedes(right)
    }

    private func simple(_ detail: UInt8) throws(CBORFault) -> CBOR {
        switch detail {
        case 20: .bool(false)
        case 21: .bool(true)
        case 22: .null
        default: throw .notTaken
        }
    }

    /// The number in an item's head, written as short as it can be.
    private mutating func argument(_ detail: UInt8) throws(CBORFault) -> UInt64 {
        guard detail >= 24 else { return UInt64(detail) }
        guard detail <= 27 else { throw .notTaken }
        let width = 1 << Int(detail - 24)
        let number = try take(UInt64(width)).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let least: UInt64 = width == 1 ? 24 : 1 << UInt64(width * 4)
        guard number >= least else { throw .notCanonical }
        return number
    }

    private mutating func next() throws(CBORFault) -> UInt8 {
        guard position < bytes.count else { throw .cutShort }
        defer { position += 1 }
        return bytes[position]
    }

    private mutating func take(_ count: UInt64) throws(CBORFault) -> ArraySlice<UInt8> {
        guard count <= UInt64(bytes.count - position) else { throw .cutShort }
        defer { position += Int(count) }
        return bytes[position..<position + Int(count)]
    }
}
