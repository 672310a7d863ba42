import HTTPTypes
import Shared

extension Problem {
    /// What somebody is told whose passkey was not taken. Scripts tell three cases apart by their status: 410, ask for a new challenge; 404,
    /// nobody has this passkey; 409, it is registered already. What exactly was wrong is for the log.
    init(of fault: CeremonyFault) {
        switch fault {
        case .expired, .reused, .challenge:
            self.init(.gone, title: "That took too long, or was sent twice.", advice: "Try again.")
        case .unknownCredential:
            self.init(
                .notFound, title: "This passkey is not known here any more.", advice: "Choose another one, or sign in with a link by mail.")
        case .notVerified, .notPresent:
            self.init(
                .unprocessableContent, title: "Your device has not made sure that it is you.",
                advice: "Set up a PIN, a fingerprint or your face on it, or use another device.")
        case .malformed, .otherCeremony, .origin, .embedded, .otherParty, .backupFlags, .key, .attestation, .otherCredential,
            .otherPerson, .signature, .counter:
            self.init(
                .unprocessableContent, title: "This passkey could not be checked.",
                advice: "Try again. A link by mail always signs you in.")
        }
    }

    init(of error: PasskeyError) {
        switch error {
        case .noSuchPerson: self = .noMoreAccount
        case .taken: self.init(.conflict, title: "This passkey is registered already.", advice: "Use another device to add another one.")
        case .full:
            self.init(
                .conflict, title: "You have \(Passkey.maximum) passkeys, which is as many as there may be.",
                advice: "Remove one that you do not use, then add the new one.")
        case .invalidName:
            self.init(.unprocessableContent, advice: "Give it a name of at most \(Passkey.nameLengths.upperBound) characters.")
        }
    }
}
