import Crypto
package import FoundationEssentials
import HTTPTypes
import Shared
package import SharedHTML

/// Hidden fields that tie a form to whom it was shown to, for an app's own forms on pages that are never cached. Forms in shared
/// fragments are the same for all, and rely on the origin check alone.
package struct FormTokens: Sendable {
    package static let field = "form_token"
    private static let lifetime: UInt64 = 12 * 3600

    private let key: SymmetricKey
    private let now: @Sendable () -> Date

    package init(_ config: AppConfig, now: @escaping @Sendable () -> Date = { Date() }) {
        key = SymmetricKey(data: config.visitorKey.bytes)
        self.now = now
    }

    /// The field, for a form that is sent to `action` by whoever `context` is.
    package func field(for action: Link, _ context: AppContext) -> HTML {
        let expiry = UInt64(max(0, now().timeIntervalSince1970)) + Self.lifetime
        let bytes = Self.bytes(expiry)
        return "<input type=\"hidden\" name=\"\(Self.field)\" value=\"\(Base64URL.encode(bytes + code(bytes, action, context)))\">"
    }

    /// Throws a ``Problem`` (403) unless `form` carries a token that was shown to the same visitor, for the same action, within twelve hours.
    package func check(_ form: Form, for action: Link, _ context: AppContext) throws {
        let text = try? form.read(Field(Self.field, as: String.self, default: ""))
        guard let bytes = Base64URL.decode(text ?? ""), bytes.count == 24 else { throw Self.refusal }
        let (expiry, sent) = (bytes[..<8], bytes[8...])
        var difference: UInt8 = 0
        for (left, right) in zip(sent, code(Array(expiry), action, context)) { difference |= left ^ right }
        let end = expiry.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard difference == 0, end >= UInt64(max(0, now().timeIntervalSince1970)) else { throw Self.refusal }
    }

    private static let refusal = Problem(
        .forbidden, title: "This form was open for too long, or was shown to somebody else.",
        advice: "Go back, reload the page and send it again.")

    /// HMAC-SHA256, cut to 128 bits. The key signs other things too, so each says what it is.
    private func code(_ expiry: [UInt8], _ action: Link, _ context: AppContext) -> [UInt8] {
        let visitor = context.signedIn.map { "session \($0.session.id)" } ?? context.visitor.basket.map { "basket \($0)" } ?? "nobody"
        return Array(HMAC<SHA256>.authenticationCode(for: Array("form:\(action.value)\n\(visitor)\n".utf8) + expiry, using: key).prefix(16))
    }

    private static func bytes(_ number: UInt64) -> [UInt8] {
        (0..<8).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * UInt64($0))) }
    }
}
