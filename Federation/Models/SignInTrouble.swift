import HTTPTypes
import Shared

/// Why somebody is not signed in, and how that is told.
enum SignInTrouble: String, CaseIterable {
    case noLink, expired, used, superseded, noBrowser, noTries, registrationOver

    init(_ state: SignInLink.State) {
        switch state {
        case .expired: self = .expired
        case .used: self = .used
        // One that is open is asked about again when it was closed a moment ago.
        case .superseded, .open: self = .superseded
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .noLink: .notFound
        case .expired, .used, .superseded, .registrationOver: .gone
        case .noBrowser: .conflict
        case .noTries: .tooManyRequests
        }
    }

    var title: String {
        switch self {
        case .noLink: "This link is incomplete"
        case .expired: "That was too long ago"
        case .used: "This was used already"
        case .superseded: "There is a newer mail"
        case .noBrowser: "Nothing was begun in this browser"
        case .noTries: "That was one wrong code too many"
        case .registrationOver: "There is nothing to choose here"
        }
    }

    var sentence: String {
        switch self {
        case .noLink: "Part of it was lost on the way, or it is days old. Open it from the mail again, or have us send a new one."
        case .expired: "Links and codes work for 15 minutes. Have us send a new one: it takes a moment."
        case .used:
            "Each link and each code works once. If that was you just now, you are signed in: go on. If not, have us send a new one."
        case .superseded: "You asked again after this one, and the latest counts. Open the newest mail from us, or have us send another."
        case .noBrowser:
            "Codes work only in the browser that asked for the mail. If it was this one, it has not kept our cookie: allow cookies for this site, then begin again."
        case .noTries: "We take five. The link in the mail still works in this browser, or have us send a new one."
        case .registrationOver: "You have chosen already, or more than half an hour has passed. Sign in again: it takes a moment."
        }
    }
}
