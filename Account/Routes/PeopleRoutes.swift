import Hummingbird
import Shared
import SharedInfrastructure

/// Everybody who has an account, and the roles that they hold: for operators.
struct PeopleRoutes {
    let desk: RoleDesk
    let pages: MemberPages

    func add(to routes: Routes) {
        routes.get(AccountPaths.peoplePattern, use: list)
        routes.get(AccountPaths.personPattern, use: show)
        routes.post(AccountPaths.grantsPattern, use: grant)
        routes.post(AccountPaths.withdrawalsPattern, use: withdraw)
    }

    @Sendable func list(_ request: Request, _ context: AppContext) async throws -> Response {
        try Access.require(.operator, request, context)
        let words = (try request.item("words") ?? "").inOneLine
        let people = try await desk.directory.people(words, try request.page(size: 30))
        guard people.hasPage else { throw Problem.notFound }
        return try await pages.show(PeoplePage(words: words, people: people, offers: try await desk.offers()), request, context)
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let member = try Access.require(.operator, request, context)
        return try await page(of: try username(context), member, request, context, problem: nil)
    }

    @Sendable func grant(_ request: Request, _ context: AppContext) async throws -> Response {
        try await change(request, context) { grant, username, member in
            try await desk.grant(grant, to: username, by: member) ? .roleGranted : .roleHeld
        }
    }

    @Sendable func withdraw(_ request: Request, _ context: AppContext) async throws -> Response {
        try await change(request, context) { grant, username, member in
            try await desk.withdraw(grant, from: username, by: member) ? .roleWithdrawn : .roleNotHeld
        }
    }

    private func change(
        _ request: Request, _ context: AppContext, _ work: (RoleGrant, Username, SignedIn) async throws -> AccountNews
    ) async throws -> Response {
        let member = try Access.require(.operator, request, context)
        let username = try username(context)
        do {
            let grant = try await request.form(context).read(Field("role", as: RoleGrant.self))
            let news = try await work(grant, username, member)
            // Who has just given up being an operator sees nobody's page any more.
            let isOwnEnd = news == .roleWithdrawn && grant == .siteOperator && username == member.username
            return .onwards(to: isOwnEnd ? AccountPaths.front : AccountPaths.person(username).after(news))
        } catch let errors as FormErrors {
            return try await page(of: username, member, request, context, problem: errors["role"])
        } catch let refusal as RoleRefusal {
            if case .noSuchPerson = refusal { throw Problem.notFound }
            return try await page(of: username, member, request, context, problem: refusal.sentence)
        }
    }

    private func page(
        of username: Username, _ member: SignedIn, _ request: Request, _ context: AppContext, problem: String?
    ) async throws -> Response {
        guard let (person, held) = try await desk.holder(username) else { throw Problem.notFound }
        let page = PersonPage(
            person: person, held: held, offers: try await desk.offers(), isSelf: person.id == member.session.person,
            news: try AccountNews(request), problem: problem)
        return try await pages.show(page, request, context, status: problem == nil ? .ok : .unprocessableContent)
    }

    private func username(_ context: AppContext) throws -> Username {
        guard let text = context.parameters.get("username"), let username = Username(text) else { throw Problem.notFound }
        return username
    }
}
