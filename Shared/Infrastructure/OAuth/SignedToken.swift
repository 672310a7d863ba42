import FoundationEssentials
import JWTKit
import Shared

/// A token as it came (RFC 7519), of which nothing is believed before ``claims(as:signedBy:)``.
struct SignedToken {
    private let text: String
    private let header: Header

    private struct Header: Decodable {
        let alg: String
        let kid: String?
        let typ: String?
        let crit: [String]?
    }

    /// Throws ``SignInFault`` unless it is signed by RS256 and names its key: whatever else it offers (none, a shared secret, a key in the
    /// token itself) is not taken (RFC 8725, sections 3.1 and 3.2).
    init(_ text: String) throws(SignInFault) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard text.utf8.count <= 16_000, parts.count == 3, let bytes = Base64URL.decode(String(parts[0])),
            let header = try? JSONDecoder().decode(Header.self, from: Data(bytes))
        else { throw .untrusted("the token is none") }
        guard header.alg == "RS256", header.crit == nil else { throw .untrusted("the token is signed by \(header.alg.prefix(50))") }
        self.text = text
        self.header = header
    }

    /// `typ`, as RFC 8725, section 3.11 compares it: without the part that may be left out.
    var type: String? {
        guard let typ = header.typ?.lowercased() else { return nil }
        return typ.hasPrefix("application/") ? String(typ.dropFirst("application/".count)) : typ
    }

    /// What it says, if one of `keys` has signed it. Throws ``SignInFault``.
    func claims<Claims: JWTPayload>(as type: Claims.Type, signedBy keys: ProviderKeys) async throws -> Claims {
        guard let id = header.kid else { throw SignInFault.untrusted("the token names no key") }
        let key = try await keys.key(id)
        do { return try await key.verify(text, as: Claims.self) } catch { throw SignInFault.untrusted("the token: \(error)") }
    }
}

/// `aud`: one, or a list (RFC 7519, section 4.1.3).
struct Audience: Codable, Sendable {
    let members: [String]

    init(_ members: [String]) { self.members = members }
    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let one = try? container.decode(String.self) { members = [one] } else { members = try container.decode([String].self) }
    }
    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(members)
    }
}

/// How far clocks may be apart, in seconds.
let clockTolerance: Double = 30
