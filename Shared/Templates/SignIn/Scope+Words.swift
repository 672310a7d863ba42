package import Shared

extension Scope {
    /// What it lets a client do, for a person who is asked, or reads what they have said yes to.
    package var words: String {
        switch self {
        case .openid: "It knows you again when you come back, by a number that says nothing else of you."
        case .profile: "It sees your username and your name."
        case .email: "It sees your email address."
        case .offlineAccess: "It may ask us for these while you are not there, as long as you stay signed in on the device."
        }
    }
}
