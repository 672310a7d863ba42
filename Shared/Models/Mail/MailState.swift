/// Where a posted message is.
package enum MailState: String, StateMachine, Codable {
    /// For its first attempt, or its next.
    case waiting
    /// A worker sends it, until its lease ends.
    case leased
    /// A relay has taken it over.
    case sent
    /// It was refused for good, or too long.
    case failed
    /// Its time was over before a relay took it.
    case expired

    package static let machine = "mail"
    package static let transitions: [MailState: Set<MailState>] = [
        .waiting: [.leased, .expired],
        .leased: [.waiting, .sent, .failed, .expired],
        .sent: [],
        .failed: [],
        .expired: [],
    ]
}
