import Shared

extension AuditEntry {
    /// What happened, to whom it happened: a sentence without its full stop.
    var sentence: String {
        switch kind {
        case .joined: "You joined"
        case .signedIn: "You signed in\(way)"
        case .provedAnew: "You showed once more that it is you\(way)"
        case .signedOut: "You signed out"
        case .deviceEnded: detail.isEmpty ? "You were signed out from another device" : "You signed out \(detail)"
        case .tokenReused: "A key to your account was used twice, so all that it had opened was closed"
        case .consented: "You let \(named) know who you are"
        case .consentWithdrawn: "You stopped letting \(named) know who you are"
        case .passkeyAdded: "You added \(quoted("a passkey"))"
        case .passkeyRemoved: "You removed \(quoted("a passkey"))"
        case .addressChangeAsked: "You asked to change your address to \(named)"
        case .addressChanged: "Your address became \(named)"
        case .profileChanged: "You changed your name to \(quoted("another one"))"
        case .roleGranted: "You were made \(named)"
        case .roleWithdrawn: "You ceased to be \(named)"
        case .exported: "You took a copy of all that is kept of you"
        }
    }

    private var named: String { detail.isEmpty ? "something" : detail }
    private func quoted(_ other: String) -> String { detail.isEmpty ? other : "“\(detail)”" }

    /// With what, where the entry says it.
    private var way: String {
        switch SignInMethod(rawValue: detail) {
        case .mail: " by mail"
        case .passkey: " with a passkey"
        case nil: ""
        }
    }
}
