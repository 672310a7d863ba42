import FoundationEssentials
import Hummingbird
import Shared
import SharedInfrastructure

/// Signing in by a mail: begins it, and lets in whoever proves that they read their mail. Until they have, nothing asks who has an account.
struct SignInByMail: Sendable {
    let transactions: any Transactions
    let signIns: any SignIns
    let registrations: any Registrations
    let people: any People
    let outbox: any MailOutbox
    let trail: any AuditTrail
    let desk: SignInDesk
    let site: Site

    /// What came of a link or a code.
    enum Entry: Sendable {
        case signedIn(SignedInAnew, next: String)
        /// The address has no account yet.
        case registering
        case refused(SignInProof)
    }

    /// What came of choosing a name.
    enum Joining: Sendable {
        case signedIn(SignedInAnew, next: String)
        case nameTaken
        /// The address was not proved in this browser, or too long ago.
        case over
    }

    /// Begins one, and posts the mail with it. `label`: what the browser calls itself.
    func begin(_ sign: NewSignIn, label: String, at moment: Date = Date()) async throws -> BegunSignIn {
        try await transactions.run { (transaction: borrowing Transaction) in
            let begun = try await signIns.begin(sign, at: moment, in: transaction)
            if case .mailed(let secrets) = begun {
                let letter = SignInLetter(secrets: secrets, label: label, site: site)
                try await outbox.post(letter.message(to: sign.address), in: transaction)
            }
            return begun
        }
    }

    func enter(_ token: SecretToken, in browser: SecretToken?, _ request: Request, _ context: AppContext) async throws -> Entry {
        try await enter(request, context, in: browser) { moment, transaction in
            try await signIns.consume(token, in: browser, at: moment, in: transaction)
        }
    }

    func enter(_ code: SignInCode, in browser: SecretToken, _ request: Request, _ context: AppContext) async throws -> Entry {
        try await enter(request, context, in: browser) { moment, transaction in
            try await signIns.consume(code, in: browser, at: moment, in: transaction)
        }
    }

    /// Uses the proof up, and signs in or begins to register, in one transaction: nobody's link is spent for nothing.
    private func enter(
        _ request: Request, _ context: AppContext, in browser: SecretToken?,
        _ prove: @Sendable (Date, borrowing Transaction) async throws -> SignInProof
    ) async throws -> Entry {
        let moment = Date()
        let entry = try await transactions.run { (transaction: borrowing Transaction) -> Entry in
            let proof = try await prove(moment, transaction)
            guard case .proved(let address, let next) = proof, let browser else { return .refused(proof) }
            guard let person = try await people.reached(at: address) else {
                try await registrations.begin(Registration(address: address, next: next), in: browser, at: moment, in: transaction)
                return .registering
            }
            return .signedIn(try await desk.signIn(person.id, by: .mail, request, context, at: moment, in: transaction), next: next)
        }
        if case .signedIn(let anew, _) = entry { await desk.announce(anew.ended) }
        return entry
    }

    /// Makes the account of whoever has proved an address in `browser`, and signs them in. If the address has an account by now, it is theirs,
    /// and they are signed in to it. Throws `PeopleError.invalidName`.
    func join(
        as username: Username, name: String, in browser: SecretToken, _ request: Request, _ context: AppContext
    ) async throws -> Joining {
        let moment = Date()
        do {
            let joining = try await transactions.run { (transaction: borrowing Transaction) -> Joining in
                guard let registration = try await registrations.end(in: browser, at: moment, in: transaction) else { return .over }
                let person = try await account(
                    of: registration.address, username, name, label: request.deviceLabel, at: moment, in: transaction)
                let anew = try await desk.signIn(person, by: .mail, request, context, at: moment, in: transaction)
                return .signedIn(anew, next: registration.next)
            }
            if case .signedIn(let anew, _) = joining { await desk.announce(anew.ended) }
            return joining
        } catch PeopleError.usernameTaken {
            return .nameTaken
        }
    }

    private func account(
        of address: EmailAddress, _ username: Username, _ name: String, label: String, at moment: Date,
        in transaction: borrowing Transaction
    ) async throws -> ID<Person> {
        // Asked first: who has an account is not to be told that a name is taken.
        if let person = try await people.reached(at: address) { return person.id }
        do {
            let person = try await people.register(username, name: name, email: address, in: transaction)
            try await trail.record(AuditEntry(kind: .joined, at: moment, device: label, detail: ""), of: person.id, in: transaction)
            return person.id
        } catch PeopleError.addressTaken {
            // Another browser of theirs was quicker by a moment.
            guard let person = try await people.reached(at: address) else { throw Problem.unavailable }
            return person.id
        }
    }
}
