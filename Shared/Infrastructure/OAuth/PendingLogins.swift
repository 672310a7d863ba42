import Crypto
import FoundationEssentials
import HTTPTypes
import Shared

/// The cookies that hold sign-ins which have not come back: one each, so that several tabs do not disturb each other. Each is sealed (AES-256
/// in GCM, with its own name as what is authenticated) by a key that only this service has, so that nobody reads the verifier, and nobody
/// makes one.
struct PendingLogins: Sendable {
    /// Of one browser at once: the oldest makes room.
    static let most = 4

    private let key: SymmetricKey
    private let prefix: String
    private let attributes: String

    init(_ client: OAuthClient, isSecureContext isSecure: Bool) {
        key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: client.secret.bytes), info: Array("login cookies of \(client.id)".utf8),
            outputByteCount: 32)
        prefix = isSecure ? "__Host-login-" : "login-"
        attributes = "; Path=/; HttpOnly; SameSite=Lax\(isSecure ? "; Secure" : "")"
    }

    func setting(_ login: PendingLogin) throws -> HTTPField {
        let name = name(of: login.state)
        let box = try AES.GCM.seal(login.bytes, using: key, authenticating: Array(name.utf8))
        let sealed = Array(box.nonce) + box.ciphertext + box.tag
        return HTTPField(name: .setCookie, value: "\(name)=\(Base64URL.encode(sealed))\(attributes); Max-Age=\(PendingLogin.lifetime)")
    }

    /// The sign-in of this state that the browser began; nil when it began none, or too long ago.
    func find(_ state: SecretToken, in headers: HTTPFields, at moment: Date) -> PendingLogin? {
        let name = name(of: state)
        guard let value = Cookie.value(of: name, in: headers), let login = open(value, name), !login.isOver(at: moment),
            state.bytes.isEqualInConstantTime(to: login.state.bytes)
        else { return nil }
        return login
    }

    /// Takes away what has run out or was never ours, and the oldest, so that there is room for one more.
    func makingRoom(in headers: HTTPFields, at moment: Date) -> [HTTPField] {
        var living: [(name: Substring, begunAt: Int64)] = []
        var gone: [Substring] = []
        for (name, value) in Cookie.all(startingWith: prefix, in: headers).prefix(50) {
            if let login = open(String(value), String(name)), !login.isOver(at: moment) {
                living.append((name, login.begunAt))
            } else {
                gone.append(name)
            }
        }
        living.sort { $0.begunAt < $1.begunAt }
        gone += living.dropLast(Self.most - 1).map(\.name)
        return gone.map { clearing($0) }
    }

    func clearing(_ login: PendingLogin) -> HTTPField { clearing(name(of: login.state)) }

    private func clearing(_ name: some StringProtocol) -> HTTPField {
        HTTPField(name: .setCookie, value: "\(name)=\(attributes); Max-Age=0")
    }

    private func open(_ value: String, _ name: String) -> PendingLogin? {
        guard let sealed = Base64URL.decode(value), let box = try? AES.GCM.SealedBox(combined: sealed),
            let bytes = try? AES.GCM.open(box, using: key, authenticating: Array(name.utf8))
        else { return nil }
        return PendingLogin(bytes: Array(bytes))
    }

    private func name(of state: SecretToken) -> String { prefix + state.text.prefix(8) }
}
