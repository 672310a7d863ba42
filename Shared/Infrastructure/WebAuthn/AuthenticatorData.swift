/// What an authenticator says of itself and of what it did, and signs (WebAuthn Level 3, section 6.1).
struct AuthenticatorData: Sendable {
    /// The SHA-256 of the relying party's id.
    let partyHash: [UInt8]
    /// Somebody touched it.
    let isUserPresent: Bool
    /// It made sure that it is its owner.
    let isUserVerified: Bool
    /// The credential may be copied to other devices of its owner; said once, when it is made.
    let isBackupEligible: Bool
    let isBackedUp: Bool
    /// How many signatures it has made; zero when it does not count.
    let signCount: UInt32
    /// There when the credential was just made.
    let attested: Attested?

    struct Attested: Sendable {
        /// 1 to 1023 bytes.
        let id: [UInt8]
        let key: CredentialKey
    }

    static let idLengths = 1...1023
    /// The hash, the flags and the counter.
    private static let headLength = 37

    init(_ bytes: [UInt8]) throws(CeremonyFault) {
        guard bytes.count >= Self.headLength else { throw .malformed("authenticator data are too short") }
        partyHash = Array(bytes[..<32])
        let flags = bytes[32]
        isUserPresent = flags & 0x01 != 0
        isUserVerified = flags & 0x04 != 0
        isBackupEligible = flags & 0x08 != 0
        isBackedUp = flags & 0x10 != 0
        signCount = bytes[33..<37].reduce(0) { $0 << 8 | UInt32($1) }
        var end = Self.headLength
        if flags & 0x40 != 0 {
            (attested, end) = try Self.attested(in: bytes, from: end)
        } else {
            attested = nil
        }
        if flags & 0x80 != 0 {
            // We ask for no extensions, so none means anything; but what follows must be one, and nothing after it.
            var reader = CBORReader(bytes, from: end)
            guard let extensions = try? reader.item(), extensions.byName != nil else { throw .malformed("extensions cannot be read") }
            end = reader.position
        }
        guard end == bytes.count else { throw .malformed("something follows the authenticator data") }
    }

    /// Section 6.5.1: the authenticator's model (which tells nothing without an attestation), the length of the id, the id, and the key.
    private static func attested(in bytes: [UInt8], from start: Int) throws(CeremonyFault) -> (Attested, end: Int) {
        let idStart = start + 18
        guard bytes.count >= idStart else { throw .malformed("the credential is cut short") }
        let length = Int(bytes[idStart - 2]) << 8 | Int(bytes[idStart - 1])
        guard idLengths.contains(length), bytes.count >= idStart + length else { throw .malformed("the credential's id is cut short") }
        let keyStart = idStart + length
        var reader = CBORReader(bytes, from: keyStart)
        let item: CBOR
        do { item = try reader.item() } catch { throw .malformed("the key cannot be read") }
        let key = try CredentialKey(item, bytes: Array(bytes[keyStart..<reader.position]))
        return (Attested(id: Array(bytes[idStart..<keyStart]), key: key), reader.position)
    }
}
