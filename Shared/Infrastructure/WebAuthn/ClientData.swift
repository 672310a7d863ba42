import FoundationEssentials
import Shared

/// What the browser says of where and why a credential was made or used; the authenticator signs its hash (WebAuthn Level 3, section
/// 5.8.1). Members that are not named here may be added by browsers, and mean nothing.
struct ClientData: Sendable {
    enum Ceremony: String {
        case registration = "webauthn.create"
        case authentication = "webauthn.get"
    }

    static let limit = 8192
    private let members: Members
    /// What was to be answered.
    let challenge: [UInt8]

    init(_ bytes: [UInt8]) throws(CeremonyFault) {
        guard bytes.count <= Self.limit, let text = String(validating: bytes, as: UTF8.self),
            let members = try? JSONDecoder().decode(Members.self, from: Data(text.utf8)),
            let challenge = Base64URL.decode(members.challenge)
        else { throw .malformed("client data cannot be read") }
        self.members = members
        self.challenge = challenge
    }

    /// Whether it was made for `ceremony` on a page of `origin` itself, and not in a frame.
    func check(_ ceremony: Ceremony, on origin: String) throws(CeremonyFault) {
        guard members.type == ceremony.rawValue else { throw .otherCeremony }
        guard members.origin == origin else { throw .origin(members.origin) }
        guard members.crossOrigin != true, members.topOrigin == nil else { throw .embedded }
    }

    private struct Members: Decodable {
        let type: String
        let challenge: String
        let origin: String
        let crossOrigin: Bool?
        let topOrigin: String?
    }
}
