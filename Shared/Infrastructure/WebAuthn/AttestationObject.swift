import Shared

/// What an authenticator makes with a new credential (WebAuthn Level 3, section 6.5.4).
///
/// We ask for no attestation: whose make an authenticator is does not matter here. What then may come is none, or one by the credential's
/// own key (section 5.1.3, "none"), which has to hold.
struct AttestationObject: Sendable {
    let data: AuthenticatorData
    private let dataBytes: [UInt8]
    private let format: String
    private let statement: [String: CBOR]

    init(_ bytes: [UInt8]) throws(CeremonyFault) {
        guard let members = (try? CBORReader.item(of: bytes))?.byName, members.count == 3, case .text(let format)? = members["fmt"],
            let statement = members["attStmt"]?.byName, let data = members["authData"]?.byteString
        else { throw .malformed("the attestation cannot be read") }
        self.data = try AuthenticatorData(data)
        dataBytes = data
        self.format = format
        self.statement = statement
    }

    /// Sections 8.7 (none) and 8.2 (packed, by the key itself).
    func checkStatement(with key: CredentialKey, clientDataHash: [UInt8]) throws(CeremonyFault) {
        switch format {
        case "none": guard statement.isEmpty else { throw .attestation }
        case "packed":
            guard statement.count == 2, statement["alg"]?.integer == key.algorithm.rawValue, let signature = statement["sig"]?.byteString,
                key.signed(dataBytes + clientDataHash, signature)
            else { throw .attestation }
        default: throw .attestation
        }
    }
}
