import Crypto
import FoundationEssentials
package import HTTPTypes
package import Shared

/// The cookies that name baskets on all six sites: each a basket's id, and an HMAC-SHA256 over it cut to 128 bits. They sign nobody in.
///
/// A cookie's name ends as the id that it holds does, so that two answers which each give a browser its first basket do not
/// overwrite each other's. The cart makes one basket of them.
package struct VisitorCookies: Sendable {
    private let key: SymmetricKey
    private let prefix: String
    private let attributes: String

    package init(_ config: AppConfig) {
        key = SymmetricKey(data: config.visitorKey.bytes)
        let isSecure = config.publicOrigin.isSecureContext
        // Where a browser would refuse `Secure`, it would refuse the prefix with it.
        prefix = isSecure ? "__Secure-visitor-" : "visitor-"
        attributes = "; Domain=\(config.siteDomain); Path=/; HttpOnly; SameSite=Lax\(isSecure ? "; Secure" : "")"
    }

    /// What a request's cookies say.
    struct Found: Equatable {
        /// The baskets that the browser carries, the oldest first.
        var baskets: [ID<Basket>] = []
        /// The names of cookies that we did not make: they are as good as none, and are taken away.
        var forged: [Substring] = []
    }

    func find(in headers: HTTPFields) -> Found {
        var found = Found()
        for (name, value) in Cookie.all(startingWith: prefix, in: headers) {
            guard let basket = basket(value), name == self.name(of: basket) else {
                // A browser has few; who sends thousands is not to be answered with as many lines.
                if found.forged.count < 16, !found.forged.contains(name) { found.forged.append(name) }
                continue
            }
            if !found.baskets.contains(basket) { found.baskets.append(basket) }
        }
        found.baskets.sort()
        return found
    }

    private func basket(_ text: Substring) -> ID<Basket>? {
        guard let bytes = Base64URL.decode(String(text)), bytes.count == 32 else { return nil }
        let code = Array(HMAC<SHA256>.authenticationCode(for: Self.message(bytes[..<16]), using: key).prefix(16))
        guard bytes[16...].isEqualInConstantTime(to: code) else { return nil }
        return ID(UUID(uuid: bytes.withUnsafeBytes { $0.loadUnaligned(as: uuid_t.self) }))
    }

    /// Has the browser carry `basket` for ``Basket/lifetime``.
    package func setting(_ basket: ID<Basket>) -> HTTPField {
        let id = withUnsafeBytes(of: basket.uuid.uuid) { Array($0) }
        let mac = HMAC<SHA256>.authenticationCode(for: Self.message(id[...]), using: key).prefix(16)
        let lifetime = Basket.lifetime.components.seconds
        return HTTPField(name: .setCookie, value: "\(name(of: basket))=\(Base64URL.encode(id + mac))\(attributes); Max-Age=\(lifetime)")
    }

    /// Has the browser forget `basket`.
    package func clearing(_ basket: ID<Basket>) -> HTTPField { clearing(name(of: basket)) }

    /// Has the browser forget the cookie of that name.
    func clearing(_ name: some StringProtocol) -> HTTPField {
        HTTPField(name: .setCookie, value: "\(name)=\(attributes); Max-Age=0")
    }

    private func name(of basket: ID<Basket>) -> String {
        prefix + Hexadecimal.text([basket.uuid.uuid.14, basket.uuid.uuid.15])
    }

    /// The key signs other things too, so each says what it is.
    private static func message(_ id: some Collection<UInt8>) -> [UInt8] { Array("visitor:".utf8) + id }
}
