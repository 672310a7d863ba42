/// A data item of CBOR (RFC 8949) of the kinds that authenticators send: no tags, no floating point, nothing of unknown length.
indirect enum CBOR: Sendable, Hashable {
    case unsigned(UInt64)
    /// -1 - n, as it is written.
    case negative(UInt64)
    case bytes([UInt8])
    case text(String)
    case array([CBOR])
    /// In the order of the keys, each of which stands once.
    case map([Entry])
    case bool(Bool)
    case null

    struct Entry: Sendable, Hashable {
        let key: CBOR
        let value: CBOR
    }

    /// The item of a whole number; nil when it is none, or does not fit.
    var integer: Int? {
        switch self {
        case .unsigned(let number): Int(exactly: number)
        case .negative(let number): Int(exactly: number).map { -1 - $0 }
        case .bytes, .text, .array, .map, .bool, .null: nil
        }
    }

    /// Nil when it is no byte string.
    var byteString: [UInt8]? {
        guard case .bytes(let bytes) = self else { return nil }
        return bytes
    }

    /// The values of a map whose keys are all numbers, as those of COSE keys are (RFC 9052, section 7); nil when it is another thing.
    var byLabel: [Int: CBOR]? {
        guard case .map(let entries) = self else { return nil }
        var values: [Int: CBOR] = [:]
        for entry in entries {
            guard let label = entry.key.integer else { return nil }
            values[label] = entry.value
        }
        return values
    }

    /// The values of a map whose keys are all texts; nil when it is another thing.
    var byName: [String: CBOR]? {
        guard case .map(let entries) = self else { return nil }
        var values: [String: CBOR] = [:]
        for entry in entries {
            guard case .text(let name) = entry.key else { return nil }
            values[name] = entry.value
        }
        return values
    }
}

/// Why bytes are not taken as CBOR.
enum CBORFault: Error, Equatable {
    /// The bytes end inside an item.
    case cutShort
    /// Something follows the item.
    case trailing
    /// A number is written longer than it has to be, or keys are not in their order; a key that stands twice is not in order either.
    case notCanonical
    /// An item of unknown length, a tag, a number with a fraction, or a key that is neither a number nor a text.
    case notTaken
    /// Deeper than ``CBORReader/depthLimit``, or more than ``CBORReader/countLimit`` items in one.
    case tooMuch
    /// A text is no UTF-8.
    case notText
}
