import Shared
import SharedHTML
import SharedInfrastructure

/// When a passkey was last used, and whether its owner's other devices have it.
struct PasskeyFacts {
    let passkey: Passkey

    var body: HTML {
        "<p class=\"eyebrow\">\(use)<span>\(place)</span></p>"
    }

    private var use: HTML {
        guard let usedAt = passkey.usedAt else { return "<span>never used</span>" }
        return "<span>last used on \(Moment(usedAt).body)</span>"
    }

    private var place: String {
        if passkey.isBackedUp { return "synced between your devices" }
        return passkey.isBackupEligible ? "not synced yet" : "on one device only"
    }
}
