package import FoundationEssentials
import HTTPTypes
package import Hummingbird
package import Shared
import SharedHTML

/// The one place that says who may do what. A handler asks before anything else:
///
///     let editor = try Access.require(.editor, request, context)
///     try Access.require(.shopkeeper, of: .market(market.id), request, context)
package enum Access {
    /// Whether who asks has `role` of `scope`: for what a page offers. What it leads to must ``require(_:of:_:_:)`` it all the same.
    package static func allows(_ role: Role, of scope: RoleScope = .site, _ context: AppContext) -> Bool {
        Role.reader.includes(role) || context.signedIn?.has(role, of: scope) ?? false
    }

    /// Who asks, once they are known to have `role` of `scope`. Throws a ``Problem``: who is not signed in is led to sign in and back here
    /// (303) when they came to see a page, and told so (401) when they sent something, or a script asked; who is, but lacks the role, is
    /// told which it is and who gives it (403).
    @discardableResult
    package static func require(
        _ role: Role, of scope: RoleScope = .site, _ request: Request, _ context: AppContext
    ) throws -> SignedIn {
        guard let member = context.signedIn else { throw notSignedIn(request) }
        guard member.has(role, of: scope) else { throw Problem(lacking: role, of: scope, member) }
        return member
    }

    /// Who asks, once they are known to have proved who they are on this device within the last ten minutes. Throws a ``Problem``: 303 to
    /// prove it anew and come back to `page`, which is the request's own path when that is nil.
    package static func requireProof(
        of member: SignedIn, _ devices: any Devices, _ request: Request, at moment: Date = Date(), backTo page: String? = nil
    ) async throws -> Device {
        guard let device = try await devices.device(member.session.device, at: moment) else { throw notSignedIn(request) }
        guard isRecent(device, at: moment) else {
            throw Problem.seeOther(AuthPaths.proof(then: page ?? path(of: request)).value, "Show once more that it is you.")
        }
        return device
    }

    /// Whether ``requireProof(of:_:_:at:backTo:)`` lets `member` through: for what a page offers, and for scripts.
    package static func hasProof(of member: SignedIn, _ devices: any Devices, at moment: Date = Date()) async throws -> Bool {
        try await devices.device(member.session.device, at: moment).map { isRecent($0, at: moment) } ?? false
    }

    private static func isRecent(_ device: Device, at moment: Date) -> Bool { device.provedAt + proofLasts > moment }

    /// For how long somebody who has just proved who they are need not do so again, in seconds.
    package static let proofLasts: TimeInterval = 600

    private static func notSignedIn(_ request: Request) -> Problem {
        guard isNavigation(request) else {
            // RFC 9110, section 15.5.2, has a 401 name a scheme; no registered one is that of cookies.
            return Problem(
                .unauthorized, advice: "Sign in in another tab, then come back here and send it again.",
                headers: [.wwwAuthenticate: "Session"])
        }
        return Problem.seeOther(AuthPaths.login(then: path(of: request)).value, "Sign in to see this page.")
    }

    /// Whether a person came to see a page. Browsers of before 2023 do not say.
    private static func isNavigation(_ request: Request) -> Bool {
        guard request.method == .get || request.method == .head else { return false }
        guard let mode = request.headers[.secFetchMode] else { return !prefersJSON(request.headers[.accept]) }
        return mode == "navigate"
    }

    private static func path(of request: Request) -> String { (LocalPath(request.uri.string) ?? .front).description }
}

extension Problem {
    /// Another page is to be asked for instead.
    package static func seeOther(_ address: String, _ title: String) -> Problem {
        Problem(.seeOther, title: title, advice: "Your browser should have gone on by itself.", headers: [.location: address])
    }

    fileprivate init(lacking role: Role, of scope: RoleScope, _ member: SignedIn) {
        let who = role == .operator ? "another operator" : "an operator of the site"
        self.init(
            .forbidden, title: "This is for \(role.noun)s\(scope.words).",
            advice: "You are signed in as \(member.username), who is not one of them. Ask \(who) for the role, then load this page again.")
    }
}

extension Role {
    /// One who has it: `shopkeeper`.
    package var noun: String { rawValue }
}

extension RoleScope {
    fileprivate var words: String {
        switch self {
        case .site: " of the site"
        case .market: " of this market"
        case .calendar: " of this calendar"
        }
    }
}
