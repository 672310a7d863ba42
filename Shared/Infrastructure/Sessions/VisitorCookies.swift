import Crypto
import FoundationEssentials
package import HTTPTypes
package import Shared

/// The cookie that names a basket on all six sites: the basket's id, and an HMAC-SHA256 over it cut to 128 bits. It signs nobody in.
package struct VisitorCookies: Sendable {
    private let key: SymmetricKey
    private let name: String
    private let attributes: String

    package init(_ config: AppConfig) {
        key = SymmetricKey(data: config.visitorKey.bytes)
        let isSecure = config.publicOrigin.isSecureContext
        // Where a browser would refuse `Secure`, it would refuse the prefix with it.
        name = isSecure ? "__Secure-visitor" : "visitor"
        attributes = "; Domain=\(config.siteDomain); Path=/; HttpOnly; SameSite=Lax\(isSecure ? "; Secure" : "")"
    }

    /// What a request's cookies say.
    enum Found: Equatable {
        case none
        case basket(ID<Basket>)
        /// There is one that we did not make: it is as good as none, and is taken away.
        case forged
    }

    func find(in headers: HTTPFields) -> Found {
        guard let text = Cookie.value(of: name, in: headers) else { return .none }
        guard let bytes = Base64URL.decode(text), bytes.count == 32 else { return .forged }
        guard HMAC<SHA256>.isValid(bytes[16...], cutting: Self.message(bytes[..<16]), using: key) else { return .forged }
        var uuid = UUID().uuid
        withUnsafeMutableBytes(of: &uuid) { $0.copyBytes(from: bytes[..<16]) }
        return .basket(ID(UUID(uuid: uuid)))
    }

    /// Has the browser carry `basket` for half a year.
    package func setting(_ basket: ID<Basket>) -> HTTPField {
        let id = withUnsafeBytes(of: basket.uuid.uuid) { Array($0) }
        let mac = HMAC<SHA256>.authenticationCode(for: Self.message(id[...]), using: key).prefix(16)
        return HTTPField(name: .setCookie, value: "\(name)=\(Base64URL.encode(id + mac))\(attributes); Max-Age=15552000")
    }

    /// Has the browser forget its basket.
    package var clearing: HTTPField { HTTPField(name: .setCookie, value: "\(name)=\(attributes); Max-Age=0") }

    /// The key signs other things too, so each says what it is.
    private static func message(_ id: some Collection<UInt8>) -> [UInt8] { Array("visitor:".utf8) + id }
}

extension HMAC where H == SHA256 {
    /// Whether `code` is the beginning of the message's code; takes the same time wherever they differ.
    fileprivate static func isValid(_ code: some Collection<UInt8>, cutting message: [UInt8], using key: SymmetricKey) -> Bool {
        let expected = authenticationCode(for: message, using: key)
        var difference: UInt8 = 0
        for (left, right) in zip(code, expected) { difference |= left ^ right }
        return difference == 0
    }
}
