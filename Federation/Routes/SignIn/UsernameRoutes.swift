import FoundationEssentials
import HTTPTypes
import Hummingbird
import Shared
import SharedHTML
import SharedInfrastructure

/// Where somebody who has proved a new address chooses what to be called, and with that joins.
struct UsernameRoutes {
    let byMail: SignInByMail
    let cookies: SignInCookies
    let pages: SignInPages

    func add(to routes: Routes) {
        routes.get(FederationPaths.usernamePattern, use: show)
        routes.post(FederationPaths.usernamePattern, use: join)
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        guard let browser = cookies.find(in: request.headers),
            let registration = try await byMail.registrations.find(in: browser, at: Date())
        else { return try await over(request, context) }
        let page = UsernamePage(address: registration.address, username: try await suggestion(for: registration.address))
        return try await pages.show(page, next: LocalPath(stored: registration.next), to: request, context)
    }

    @Sendable func join(_ request: Request, _ context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        guard let browser = cookies.find(in: request.headers) else { return try await over(request, context) }
        do {
            let (name, username) = try form.read(Field("name", as: PersonName.self), Field("username", as: Username.self))
            guard !ReservedUsernames.contains(username) else {
                throw Self.refusing(username, name, "That name is kept back, or reads like one that is. Choose another.")
            }
            switch try await byMail.join(as: username, name: name.text, in: browser, request, context) {
            case .signedIn(let anew, let next):
                return pages.goOn(to: LocalPath(stored: next).description, anew.cookies + [cookies.clearing])
            case .nameTaken: throw Self.refusing(username, name, "Somebody has that name, or one that looks like it. Choose another.")
            case .over: return try await over(request, context)
            }
        } catch let errors as FormErrors {
            guard let registration = try await byMail.registrations.find(in: browser, at: Date()) else {
                return try await over(request, context)
            }
            let page = UsernamePage(
                address: registration.address, name: errors.typed["name"] ?? "", username: errors.typed["username"] ?? "",
                problems: errors.sentences)
            return try await pages.show(page, .unprocessableContent, next: LocalPath(stored: registration.next), to: request, context)
        }
    }

    /// The form with `sentence` beside the username.
    private static func refusing(_ username: Username, _ name: PersonName, _ sentence: String) -> FormErrors {
        FormErrors(sentences: ["username": sentence], typed: ["username": username.description, "name": name.text])
    }

    private func suggestion(for address: EmailAddress) async throws -> String {
        guard let suggested = Username.suggested(by: address), try await byMail.people.named(suggested) == nil else { return "" }
        return suggested.description
    }

    /// Who has just joined, with a second click, goes on.
    private func over(_ request: Request, _ context: AppContext) async throws -> Response {
        guard context.signedIn == nil else { return pages.goOn(to: FederationPaths.signIn.value) }
        return try await pages.show(
            TroublePage(trouble: .registrationOver, next: .front), SignInTrouble.registrationOver.status, to: request, context)
    }
}

/// What somebody wants to be called: 1 to 200 characters in one line.
struct PersonName: FormValue {
    let text: String

    init?(formText: String) {
        text = formText.inOneLine
        guard (1...200).contains(text.unicodeScalars.count) else { return nil }
    }
    static var expectation: String { "Enter a name of at most 200 characters." }
}
