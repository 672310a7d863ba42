import FoundationEssentials
import HTTPTypes
import Hummingbird
import Shared
import SharedHTML
import SharedInfrastructure

/// A member's passkeys: the list, adding one by a script, renaming and removing by forms.
struct PasskeyRoutes {
    let desk: PasskeyDesk
    let browsers: PasskeyBrowser
    let pages: PageResponder

    func add(to routes: Routes) {
        routes.get(FederationPaths.passkeysPattern, use: list)
        routes.get(FederationPaths.passkeyPattern, use: show)
        routes.post(FederationPaths.passkeyOptionsPattern, use: options)
        routes.post(FederationPaths.passkeysPattern, use: add)
        routes.post(FederationPaths.passkeyNamesPattern, use: rename)
        routes.post(FederationPaths.passkeyRemovalsPattern, use: remove)
    }

    @Sendable func list(_ request: Request, _ context: AppContext) async throws -> Response {
        guard let member = context.signedIn else { return Self.signIn(next: FederationPaths.passkeys) }
        let hasProof = try await Access.hasProof(of: member, desk.devices)
        let (passkeys, handle) = try await desk.book(of: member.session.person)
        let news = try PasskeyNews(request, passkeys)
        return try await pages.respond(to: request, context, caching: .never) {
            PasskeysPage(passkeys: passkeys, handle: handle, party: desk.party.id, news: news, hasProof: hasProof)
        }.forNobodyElse()
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let id = try context.id("passkey", of: Passkey.self)
        guard let member = context.signedIn else { return Self.signIn(next: FederationPaths.passkey(id)) }
        return try await page(of: id, member, request, context)
    }

    @Sendable func options(_ request: Request, _ context: AppContext) async throws -> Response {
        let member = try await proved(context)
        let known = browsers.find(in: request.headers)
        let browser = known ?? SecretToken()
        let options = try await desk.creationOptions(for: member, browser, at: Date())
        return .json(["publicKey": options], cookies: known == nil ? [browsers.setting(browser)] : [])
    }

    @Sendable func add(_ request: Request, _ context: AppContext) async throws -> Response {
        let member = try await proved(context)
        return try await refusals(context) {
            let answer = try RegistrationAnswer(json: try await request.json())
            guard let browser = browsers.find(in: request.headers) else { throw CeremonyFault.challenge }
            let passkey = try await desk.add(answer, of: member, browser, on: request.deviceLabel, at: Date())
            let page = FederationPaths.passkeys(after: FederationPaths.added, passkey.id)
            return .json(["next": .string(page.value)], status: .created)
        }
    }

    @Sendable func rename(_ request: Request, _ context: AppContext) async throws -> Response {
        guard let member = context.signedIn else { return Self.signIn(next: FederationPaths.passkeys) }
        let form = try await request.form(context)
        let id = try form.required("passkey", as: ID<Passkey>.self)
        do {
            let name = try form.read(Field("name", as: PasskeyName.self))
            guard try await desk.rename(id, of: member.session.person, to: name.text) != nil else { throw Problem.notFound }
            return .redirect(to: FederationPaths.passkeys(after: FederationPaths.renamed, id).value)
        } catch let errors as FormErrors {
            return try await page(of: id, member, errors: errors, request, context)
        }
    }

    @Sendable func remove(_ request: Request, _ context: AppContext) async throws -> Response {
        guard let member = context.signedIn else { return Self.signIn(next: FederationPaths.passkeys) }
        let id = try await request.form(context).required("passkey", as: ID<Passkey>.self)
        guard try await Access.hasProof(of: member, desk.devices) else { return Self.proof(next: FederationPaths.passkey(id)) }
        let removed = try await desk.remove(id, of: member.session.person, on: request.deviceLabel, at: Date())
        guard let removed else { throw Problem.notFound }
        return .redirect(to: FederationPaths.passkeys(after: FederationPaths.removed, removed.id).value)
    }

    private func page(
        of id: ID<Passkey>, _ member: SignedIn, errors: FormErrors? = nil, _ request: Request, _ context: AppContext
    ) async throws -> Response {
        let hasProof = try await Access.hasProof(of: member, desk.devices)
        let passkey = try await desk.passkeys.passkeys(of: member.session.person).first { $0.id == id }
        guard let passkey else { throw Problem.notFound }
        return try await pages.respond(to: request, context, caching: .never, status: errors == nil ? .ok : .unprocessableContent) {
            PasskeyPage(passkey: passkey, errors: errors, hasProof: hasProof)
        }.forNobodyElse()
    }

    /// The member who asks, when they have just proved that it is them. Throws a 403 that a script answers by having them prove it.
    private func proved(_ context: AppContext) async throws -> SignedIn {
        guard let member = context.signedIn, try await Access.hasProof(of: member, desk.devices) else {
            throw Problem(.forbidden, title: "Show that it is you first.", advice: "Sign in again, then come back.")
        }
        return member
    }

    private static func signIn(next: Link) -> Response {
        .redirect(to: FederationPaths.mailSignIn(next: LocalPath(next.value) ?? .front).value)
    }

    private static func proof(next: Link) -> Response {
        .redirect(to: FederationPaths.proof(next: LocalPath(next.value) ?? .front).value)
    }
}
