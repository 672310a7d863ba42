import FoundationEssentials
import Hummingbird
import Shared
import SharedHTML
import SharedInfrastructure

/// Where passkeys are added, named, taken away and signed in with.
struct PasskeyDesk: Sendable {
    let transactions: any Transactions
    let passkeys: any Passkeys
    let answered: any AnsweredChallenges
    let devices: any Devices
    let people: any People
    let outbox: any MailOutbox
    let trail: any AuditTrail
    let mail: PasskeyMail
    let signIns: SignInDesk
    let party: RelyingParty
    let mint: ChallengeMint

    /// The passkeys of `person`, and by what authenticators know them.
    func book(of person: ID<Person>) async throws -> (passkeys: [Passkey], handle: [UInt8]) {
        let handle = try await transactions.run { (transaction: borrowing Transaction) in
            try await passkeys.handle(of: person, in: transaction)
        }
        return (try await passkeys.passkeys(of: person), handle)
    }

    /// What `browser` is to ask an authenticator for, to add a passkey of `member`.
    func creationOptions(for member: SignedIn, _ browser: SecretToken, at moment: Date) async throws -> JSON {
        let (existing, handle) = try await book(of: member.session.person)
        guard existing.count < Passkey.maximum else { throw PasskeyError.full }
        return party.creationOptions(
            mint.challenge(for: .registration(member.session.person), browser, at: moment), handle: handle, username: member.username,
            name: member.name, existing: existing)
    }

    /// Adds the passkey that an authenticator has made, under the name of the device where it is added. Throws ``CeremonyFault`` and
    /// `PasskeyError`.
    func add(
        _ answer: RegistrationAnswer, of member: SignedIn, _ browser: SecretToken, on device: String, at moment: Date
    ) async throws -> Passkey {
        let person = member.session.person
        let challenge = try mint.challenge(answeredBy: answer, for: .registration(person), browser, at: moment)
        try await useUp(challenge, at: moment)
        let draft = try party.verify(answer, answering: challenge.bytes).draft(named: device)
        return try await transactions.run { (transaction: borrowing Transaction) in
            let passkey = try await passkeys.add(draft, to: person, at: moment, in: transaction)
            try await record(.added, passkey, on: device, at: moment, in: transaction)
            return passkey
        }
    }

    /// Nil when `person` has no such passkey. Throws `PasskeyError.invalidName`.
    func rename(_ passkey: ID<Passkey>, of person: ID<Person>, to name: String) async throws -> Passkey? {
        try await transactions.run { (transaction: borrowing Transaction) in
            try await passkeys.rename(passkey, of: person, to: name, in: transaction)
        }
    }

    /// Nil when `person` has no such passkey.
    func remove(_ passkey: ID<Passkey>, of person: ID<Person>, on device: String, at moment: Date) async throws -> Passkey? {
        try await transactions.run { (transaction: borrowing Transaction) in
            guard let removed = try await passkeys.remove(passkey, of: person, in: transaction) else { return nil }
            try await record(.removed, removed, on: device, at: moment, in: transaction)
            return removed
        }
    }

    /// What `browser` is to ask an authenticator for, to sign anybody in.
    func requestOptions(_ browser: SecretToken, at moment: Date) -> JSON {
        party.requestOptions(mint.challenge(for: .authentication, browser, at: moment))
    }

    /// Signs in whose passkey `answer` proves. Throws ``CeremonyFault``.
    func signIn(
        _ answer: AuthenticationAnswer, _ browser: SecretToken, _ request: Request, _ context: AppContext, at moment: Date
    ) async throws -> SignedInAnew {
        let challenge = try mint.challenge(answeredBy: answer, for: .authentication, browser, at: moment)
        try await useUp(challenge, at: moment)
        guard let found = try await passkeys.find(answer.id) else { throw CeremonyFault.unknownCredential }
        let passkey = found.passkey
        let use = try party.verify(answer, answering: challenge.bytes, against: passkey, of: found.handle)
        let signedIn = try await transactions.run { (transaction: borrowing Transaction) in
            guard try await passkeys.note(use, of: passkey.id, at: moment, in: transaction) else { throw CeremonyFault.counter }
            return try await signIns.signIn(passkey.person, by: .passkey, request, context, at: moment, in: transaction)
        }
        await signIns.announce(signedIn.ended)
        return signedIn
    }

    /// A challenge is used up by any answer, and before what it answers is looked at: so nobody tries twice.
    private func useUp(_ challenge: AnsweredChallenge, at moment: Date) async throws {
        guard try await answered.note(challenge.hash, until: challenge.end, at: moment) else { throw CeremonyFault.reused }
    }

    /// In the owner's history, and in a mail to them: what signs them in has changed, and it may not have been them.
    private func record(
        _ change: PasskeyMail.Change, _ passkey: Passkey, on device: String, at moment: Date, in transaction: borrowing Transaction
    ) async throws {
        let kind: AuditEntry.Kind =
            switch change {
            case .added: .passkeyAdded
            case .removed: .passkeyRemoved
            }
        let entry = AuditEntry(kind: kind, at: moment, device: device, detail: passkey.name)
        try await trail.record(entry, of: passkey.person, in: transaction)
        guard let owner = try await people.person(passkey.person) else { return }
        try await outbox.post(mail.message(change, passkey, of: owner, on: device, at: moment), in: transaction)
    }
}

extension PasskeyDesk {
    /// The desk of a process. Throws `NotWired` when `services` or the configuration lacks what it uses.
    init(_ resources: AppResources, _ services: Services, _ site: Site, signIns: SignInDesk) throws {
        guard let issuer = resources.config.issuer else { throw NotWired(contract: "\(IssuerSettings.self)") }
        self.init(
            transactions: try services.require(\.transactions), passkeys: try services.require(\.passkeys),
            answered: try services.require(\.answeredChallenges), devices: try services.require(\.devices),
            people: try services.require(\.people), outbox: try services.require(\.outbox), trail: try services.require(\.auditTrail),
            mail: PasskeyMail(site: site), signIns: signIns, party: RelyingParty(resources.config.publicOrigin),
            mint: ChallengeMint(issuer.key))
    }
}
