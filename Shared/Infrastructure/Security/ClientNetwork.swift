import Crypto
import HTTPTypes
package import Hummingbird
import NIOCore
import Shared

/// The network that a request comes from, for counting: an address of version 4, or the first 64 bits of one of version 6, of which a household has
/// all.
///
/// The proxy says who asks (`X-Forwarded-For`), and it is believed when its own address is one of ours; so is what it says of a proxy before it. What
/// anybody else says there is not looked at: the peer itself is who asks.
package struct ClientNetwork: Sendable, Hashable {
    /// Empty when it cannot be told: those are counted together.
    let bytes: [UInt8]

    /// The one around it, of which one customer may have all: the first 48 bits of an address of version 6, where a provider gives most away in ranges of
    /// 48 to 64 bits (RFC 6177, section 2). An address of version 4 is its own.
    package var wider: ClientNetwork { ClientNetwork(bytes: bytes.count == 8 ? Array(bytes.prefix(6)) : bytes) }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    package init(of request: Request, _ context: AppContext, trusting proxies: [AddressRange]) {
        self.init(
            peer: context.peer.flatMap { InternetAddress($0) }, forwardedFor: request.headers[values: .forwardedFor], trusting: proxies)
    }

    init(peer: InternetAddress?, forwardedFor: [String], trusting proxies: [AddressRange]) {
        var client = peer
        var said = forwardedFor.joined(separator: ",").split(separator: ",").map { entry in entry.filter { $0 != " " && $0 != "\t" } }
        // From the end, which the nearest proxy wrote, for as long as those who wrote are ours.
        while let known = client, proxies.contains(where: { $0.contains(known) }), let last = said.popLast() {
            guard let address = InternetAddress(last) else { break }
            client = address
        }
        bytes = client.map { Array($0.bytes.prefix($0.bytes.count == 16 ? 8 : 4)) } ?? []
    }

    /// 32 bytes that stand for it, and from which nobody without `secret` can tell which it is. `purpose`: two purposes, two keys.
    package func key(_ secret: Secret, for purpose: String) -> [UInt8] {
        let key = SymmetricKey(
            data: HMAC<SHA256>.authenticationCode(for: Array("network:\(purpose)".utf8), using: SymmetricKey(data: secret.bytes)))
        return Array(HMAC<SHA256>.authenticationCode(for: bytes, using: key))
    }
}
