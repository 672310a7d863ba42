import FoundationEssentials
import HTTPTypes
import Shared
import SharedInfrastructure

/// Decides what becomes of a client's question who somebody is.
struct AuthorizationDesk: Sendable {
    let registry: ClientRegistry
    let transactions: any Transactions
    let grants: any Grants
    let consents: any Consents
    let devices: any Devices
    let trail: any AuditTrail
    let keys: KeyRing
    let issuer: Issuer
    let seal: ProofSeal

    enum Outcome: Sendable {
        /// To be sent to sign in, and back to `path`. `anew`: even who is signed in.
        case signIn(path: String, anew: Bool)
        /// To be asked whether the client may.
        case ask(AuthorizationRequest, Device)
        /// To be sent back to the client.
        case answer(String, Destination)
    }

    /// Where the answer may go. Throws ``Problem``, for the person who is here, when that is nowhere: with a bad client or redirect URI nobody is
    /// sent anywhere (RFC 6749, section 3.1.2.4; RFC 9700, section 4.11).
    func destination(_ parameters: Parameters) async throws -> Destination {
        guard parameters.broken.isDisjoint(with: ["client_id", "redirect_uri"]), let text = parameters["client_id"],
            let id = ClientID(text), let client = try await registry.client(id)
        else { throw Problem.unknownClient }
        guard let redirect = parameters["redirect_uri"], let known = client.redirects.first(where: { $0.description == redirect }) else {
            throw Problem.unknownRedirect(client.name)
        }
        return Destination(client: client, redirect: known, state: parameters["state"], issuer: issuer.description)
    }

    /// Throws ``OAuthFailure``, which goes to the request's destination.
    func outcome(_ request: AuthorizationRequest, of session: Session?, at moment: Date = Date()) async throws -> Outcome {
        let isSilent = request.prompts.contains(.none)
        let device = if let session { try await devices.device(session.device, at: moment) } else { Device?.none }
        guard let device else {
            if isSilent { throw OAuthFailure(.loginRequired, "nobody is signed in") }
            return .signIn(path: path(asking: request, at: moment), anew: false)
        }
        if needsProof(request, of: device, at: moment) {
            if isSilent { throw OAuthFailure(.loginRequired, "who is signed in proved it too long ago") }
            return .signIn(path: path(asking: request, at: moment), anew: true)
        }
        if let hint = request.hint {
            let claims = try await keys.verify(hint, as: IDTokenClaims.self, at: nil)
            guard claims?.subject == device.person.description else {
                throw OAuthFailure(.loginRequired, "somebody else is signed in")
            }
        }
        guard let code = try await grant(request, on: device, at: moment) else {
            if isSilent { throw OAuthFailure(.consentRequired, "who is signed in has not let it") }
            return .ask(request, device)
        }
        return .answer(request.destination.location(code: code), request.destination)
    }

    /// Whether the client wants a newer proof than there is of who is signed in on `device`. Who was asked for one has given it when it is of
    /// after that; it lasts as any proof does, so that there is time to read what the client asks for.
    func needsProof(_ request: AuthorizationRequest, of device: Device, at moment: Date) -> Bool {
        let age = moment.timeIntervalSince(device.provedAt)
        guard request.asksAnew || request.maximumAge.map({ age > Double($0) }) ?? false else { return false }
        guard let asked = seal.moment(in: request.parameters) else { return true }
        return device.provedAt < asked || age >= Access.proofLasts
    }

    /// The question, to go on with when somebody has signed in.
    private func path(asking request: AuthorizationRequest, at moment: Date) -> String {
        AuthorizationRequest.path(seal.sealing(request.parameters, at: moment))
    }

    /// Somebody lets the client do what it asked for, as the owner of their account will read. Answers where to go on.
    func consent(to request: AuthorizationRequest, on device: Device, at moment: Date = Date()) async throws -> String {
        let code = try await transactions.run { (transaction: borrowing Transaction) in
            try await consents.give(request.scopes, by: device.person, to: request.client.id, at: moment, in: transaction)
            let entry = AuditEntry(kind: .consented, at: moment, device: device.label, detail: request.client.name)
            try await trail.record(entry, of: device.person, in: transaction)
            return try await grants.grant(request.grant(on: device), at: moment, in: transaction)
        }
        return request.destination.location(code: code)
    }

    /// Nil when the client is somebody else's, and has not been let do all that it asks for.
    private func grant(_ request: AuthorizationRequest, on device: Device, at moment: Date) async throws -> SecretToken? {
        try await transactions.run { (transaction: borrowing Transaction) -> SecretToken? in
            if request.client.kind == .thirdParty {
                guard !request.prompts.contains(.consent) else { return nil }
                let given = try await consents.scopes(of: device.person, for: request.client.id, in: transaction)
                guard request.scopes.isSubset(of: given) else { return nil }
            }
            return try await grants.grant(request.grant(on: device), at: moment, in: transaction)
        }
    }
}

extension AuthorizationRequest {
    fileprivate func grant(on device: Device) -> NewGrant {
        NewGrant(
            client: client.id, device: device, scopes: scopes, nonce: nonce, redirect: destination.redirect, challenge: challenge)
    }
}

extension Problem {
    static let unknownClient = Problem(
        .badRequest, title: "We do not know who sent you here.",
        advice: "The program or site that you came from is not registered with us. Go back, and tell those who run it.")

    static func unknownRedirect(_ name: String) -> Problem {
        Problem(
            .badRequest, title: "We do not know the way back.",
            advice: "\(name) asked us to send you to an address that is not registered as its own, so you stay here. Tell those who run it."
        )
    }
}
