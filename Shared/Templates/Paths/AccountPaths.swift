package import Shared
package import SharedHTML

/// The addresses of the account service.
package enum AccountPaths {
    package static let frontPattern = "/"
    package static let front = Link(path: "/")

    package static let profilePattern = "/profile"
    package static let profile = Link(path: "/profile")

    package static let addressPattern = "/address"
    package static let address = Link(path: "/address")
    package static let addressConfirmationPattern = "/address/confirmation"
    /// Where a mail leads: it asks whether the address is to change, and does nothing yet. Who has this link can say yes.
    package static func addressConfirmation(_ token: SecretToken) -> Link {
        Link(path: "/address/confirmation").query(["token": token.text])
    }
    package static let addressConfirmationsPattern = "/address/confirmations"
    package static let addressConfirmations = Link(path: "/address/confirmations")
    package static let addressConfirmedPattern = "/address/confirmed"
    /// After it was said: whether both have by now.
    package static func addressConfirmed(byBoth: Bool) -> Link {
        byBoth ? Link(path: "/address/confirmed").query(["by": "both"]) : Link(path: "/address/confirmed")
    }
    package static let addressCancellationsPattern = "/address/cancellations"
    package static let addressCancellations = Link(path: "/address/cancellations")

    package static let devicesPattern = "/devices"
    package static let devices = Link(path: "/devices")
    package static let deviceEndingsPattern = "/devices/endings"
    /// Where one device is signed out.
    package static let deviceEndings = Link(path: "/devices/endings")
    package static let otherEndingsPattern = "/devices/other-endings"
    /// Where all devices but this one are.
    package static let otherEndings = Link(path: "/devices/other-endings")

    package static let consentsPattern = "/consents"
    /// The programs of others that somebody lets know who they are.
    package static let consents = Link(path: "/consents")
    package static let consentWithdrawalsPattern = "/consents/withdrawals"
    /// Where that is taken back.
    package static let consentWithdrawals = Link(path: "/consents/withdrawals")

    package static let historyPattern = "/history"
    package static let history = Link(path: "/history")

    package static let recordsPattern = "/records"
    /// What is kept of somebody, and the way to have it.
    package static let records = Link(path: "/records")
    package static let exportsPattern = "/exports"
    package static let exports = Link(path: "/exports")

    package static let leavingPattern = "/leaving"
    package static let leaving = Link(path: "/leaving")
    package static let departuresPattern = "/departures"
    package static let departures = Link(path: "/departures")
    package static let departedPattern = "/departed"
    package static let departed = Link(path: "/departed")

    package static let peoplePattern = "/people"
    /// Everybody, for operators.
    package static let people = Link(path: "/people")
    package static let personPattern = "/people/:username"
    package static func person(_ username: Username) -> Link { Link(segments: "people", username.description) }
    package static let grantsPattern = "/people/:username/grants"
    package static func grants(_ username: Username) -> Link { Link(segments: "people", username.description, "grants") }
    package static let withdrawalsPattern = "/people/:username/withdrawals"
    package static func withdrawals(_ username: Username) -> Link { Link(segments: "people", username.description, "withdrawals") }
}
