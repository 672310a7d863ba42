import Crypto

/// Versions of content, equal in every process that holds equal content.
enum PartVersion {
    /// The first eight bytes of the content's SHA-256. `salt` keeps kinds of content apart.
    static func of(_ bytes: some Sequence<UInt8>, salt: String = "") -> UInt64 {
        var hash = SHA256()
        hash.update(data: Array(salt.utf8))
        hash.update(data: Array(bytes))
        return hash.finalize().prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The version of a whole that is made of parts in this order (a multiplication by 2^64/φ spreads each part's bits).
    static func combine(_ whole: UInt64, _ part: UInt64) -> UInt64 {
        let mixed = (whole ^ part) &* 0x9E37_79B9_7F4A_7C15
        return mixed ^ (mixed >> 32)
    }
}
