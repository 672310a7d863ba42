import Hummingbird
import SharedHTML
import SharedInfrastructure

/// What has just been done, said by the page that is shown after it. It is in that page's address, so it names nobody.
enum AccountNews: String, Sendable, CaseIterable {
    case nameSaved = "name"
    case addressAsked = "address-asked"
    case addressKept = "address-kept"
    case deviceEnded = "device-ended"
    case othersEnded = "others-ended"
    case consentWithdrawn = "consent-withdrawn"
    case roleGranted = "role-granted"
    case roleHeld = "role-held"
    case roleWithdrawn = "role-withdrawn"
    case roleNotHeld = "role-not-held"

    static let name = "done"

    /// Nil when the request says none, or one that there is not.
    init?(_ request: Request) throws {
        guard let text = try request.item(Self.name) else { return nil }
        self.init(rawValue: text)
    }

    var sentence: String {
        switch self {
        case .nameSaved: "Saved. Every page calls you that from now on."
        case .addressAsked: "We have written to both addresses. Each mail has a link; open both within a day."
        case .addressKept: "Your address stays what it is. The links in those mails do nothing any more."
        case .deviceEnded: "Signed out there, on every part of the site."
        case .othersEnded: "Signed out everywhere but here."
        case .consentWithdrawn: "Taken back. That program gets nothing more from us, and asks you anew if you come back to it."
        case .roleGranted: "The role is given, and counts at once."
        case .roleHeld: "They have that role already."
        case .roleWithdrawn: "The role is taken away."
        case .roleNotHeld: "They do not have that role."
        }
    }

    var notice: HTML { Notice(.done, sentence).body }
}

extension Link {
    /// This page, after that was done.
    func after(_ news: AccountNews) -> Link { query([AccountNews.name: news.rawValue]) }
}
