package import FoundationEssentials

/// Sign-ins by mail that were begun. Each is bound to the browser that began it, by a secret that the browser keeps, and works once: by the link in the
/// mail in that browser, or by the code, which the link shows in any other. A browser's newest counts; those before it are superseded.
///
/// None of this knows who has an account, so that nothing here can tell.
package protocol SignIns: Sendable {
    /// Begins one, and supersedes what the same browser had begun, unless that is to the same address and this one would not be mailed.
    func begin(_ sign: NewSignIn, at moment: Date, in transaction: borrowing Transaction) async throws -> BegunSignIn
    /// What the link of `token` is to `browser`; changes nothing. Nil when there was none, or it is long ago.
    func link(_ token: SecretToken, in browser: SecretToken?, at moment: Date) async throws -> SignInLink?
    /// The newest that `browser` has begun, whatever became of it. Nil when there is none, or it is long ago.
    func newest(in browser: SecretToken, at moment: Date) async throws -> SignInLink?
    /// Uses the link of `token` up. Of any number at once, one is `.proved`.
    func consume(_ token: SecretToken, in browser: SecretToken?, at moment: Date, in transaction: borrowing Transaction) async throws
        -> SignInProof
    /// Uses up the newest that `browser` has begun, if its code is `code`; otherwise a try, which stays spent once the transaction is committed.
    func consume(_ code: SignInCode, in browser: SecretToken, at moment: Date, in transaction: borrowing Transaction) async throws
        -> SignInProof
    /// Makes the open links to `address` unknown, and their codes wrong. The browsers that began see no difference, for nobody in them has proved
    /// whose the address is.
    func withdraw(mailedTo address: EmailAddress, at moment: Date, in transaction: borrowing Transaction) async throws
    /// Forgets at most `limit` that were begun before `moment`. Answers how many.
    func sweep(begunBefore moment: Date, limit: Int, in transaction: borrowing Transaction) async throws -> Int
}

/// Who wants to sign in, and from where.
package struct NewSignIn: Sendable {
    package let address: EmailAddress
    /// The secret that the browser keeps.
    package let browser: SecretToken
    /// A path of the sign-in's own site, where the person goes on.
    package let next: String
    /// 32 bytes that stand for the network that asks.
    package let network: [UInt8]
    /// The same for the wider network around it, of which one customer may have all.
    package let widerNetwork: [UInt8]

    package init(address: EmailAddress, browser: SecretToken, next: String, network: [UInt8], widerNetwork: [UInt8]) {
        self.address = address
        self.browser = browser
        self.next = next
        self.network = network
        self.widerNetwork = widerNetwork
    }
}

/// What came of beginning.
package enum BegunSignIn: Sendable, Equatable {
    /// To be written to the address. The secrets are told once, here.
    case mailed(SignInSecrets)
    /// The address was written to often enough lately, for this network or for all. Whoever asked is told the same as ever.
    case quiet
    /// Too many were begun in this network, or altogether; nothing was begun. It is worth trying again at this moment.
    case refused(until: Date)
}

/// What a mail carries.
package struct SignInSecrets: Sendable, Equatable {
    package let token: SecretToken
    package let code: SignInCode
    package let expiresAt: Date

    package init(token: SecretToken, code: SignInCode, expiresAt: Date) {
        self.token = token
        self.code = code
        self.expiresAt = expiresAt
    }
}

/// A sign-in as somebody meets it who has its link.
package struct SignInLink: Sendable, Equatable {
    package enum State: String, Sendable {
        case open
        case used
        /// The same browser has begun another one.
        case superseded
        case expired
    }

    package let address: EmailAddress
    package let next: String
    package let state: State
    /// Whether it was begun in the browser that asks.
    package let isHere: Bool

    package init(address: EmailAddress, next: String, state: State, isHere: Bool) {
        self.address = address
        self.next = next
        self.state = state
        self.isHere = isHere
    }
}

/// What came of a link or a code.
package enum SignInProof: Sendable, Equatable {
    /// Whoever asks reads mail to `address`.
    case proved(EmailAddress, next: String)
    /// It was begun in another browser. It can still be used there.
    case elsewhere
    case closed(SignInLink.State)
    /// It is another code. `left`: how many more may be tried.
    case wrong(left: Int)
    /// There is none, or none any more.
    case unknown
}

/// How often sign-ins are begun at most within ``window`` (decision 0042).
package struct SignInLimits: Sendable {
    /// Mails to one address that one wider network can ask for. Others than its owner ask too, and are not to use up what the owner may.
    package var perAddress = 5
    /// Mails to one address, whoever asks: six such networks' worth, so that nobody's mailbox is flooded from many.
    package var perAddressFromAll: Int { perAddress * 6 }
    package var perNetwork = 20
    /// Five networks' worth, of the 65 536 that are in it.
    package var perWiderNetwork: Int { perNetwork * 5 }
    /// Mails. More would be somebody who has us write to half the world.
    package var altogether = 2000
    package var window: Duration = .seconds(3600)
    package init() {}

    /// How long a link and its code work.
    package static let lifetime: Duration = .seconds(15 * 60)
    /// Wrong codes that are heard.
    package static let tries = 5
    /// How long one is remembered: longer than it counts, so that a late click is told what became of it.
    package static let memory: Duration = .seconds(86_400)
}
