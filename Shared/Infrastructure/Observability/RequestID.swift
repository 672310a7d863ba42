import Synchronization

/// Names one request in logs, in the answer (`X-Request-ID`), on error pages and in the fragment requests that it causes.
package struct RequestID: Sendable, Hashable, CustomStringConvertible {
    package let description: String

    /// The request that the current task works for.
    @TaskLocal package static var current: RequestID?

    /// A new one: 13 characters (64 bits in base 32), which Swift keeps without an allocation.
    package init() {
        var mixed = Self.next.wrappingAdd(0x9E37_79B9_7F4A_7C15, ordering: .relaxed).newValue
        // The finaliser of splitmix64: a bijection, so ids of one process never repeat, and do not look like a sequence.
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        mixed ^= mixed >> 31
        description = String(unsafeUninitializedCapacity: 13) { buffer in
            for place in 0..<13 {
                let digit = UInt8(truncatingIfNeeded: mixed >> UInt64(place * 5)) & 31
                buffer[place] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
            }
            return 13
        }
    }

    /// The id that another service sent, or nil when it is not well formed.
    package init?(sent text: String) {
        guard Self.isWellFormed(text) else { return nil }
        description = text
    }

    /// One to 64 letters, digits, dots, hyphens and underscores: safe in a header, a log line and a page.
    static func isWellFormed(_ text: String) -> Bool { (1...64).contains(text.utf8.count) && text.isPlainName }

    private static let next = Atomic(UInt64.random(in: .min ... .max))
}
