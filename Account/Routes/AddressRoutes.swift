import FoundationEssentials
import HTTPTypes
import Hummingbird
import Shared
import SharedInfrastructure

/// Where mail reaches a member, and the change of that, to which the old address and the new one say yes.
struct AddressRoutes {
    let desk: AddressDesk
    let pages: MemberPages

    func add(to routes: Routes) {
        routes.get(AccountPaths.addressPattern, use: show)
        routes.post(AccountPaths.addressPattern, use: ask)
        routes.post(AccountPaths.addressCancellationsPattern, use: cancel)
        routes.get(AccountPaths.addressConfirmationPattern, use: question)
        routes.post(AccountPaths.addressConfirmationsPattern, use: confirm)
        routes.get(AccountPaths.addressConfirmedPattern, use: confirmed)
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let (_, person) = try await pages.member(request, context)
        let change = try await desk.changes.underWay(for: person.id, at: Date())
        return try await pages.show(AddressPage(person: person, change: change, news: try AccountNews(request)), request, context)
    }

    @Sendable func ask(_ request: Request, _ context: AppContext) async throws -> Response {
        let (_, person) = try await pages.member(request, context)
        let form = try await request.form(context)
        let fault: (sentence: String, typed: String)
        do {
            let wanted = try form.read(WantedAddress.field)
            guard let refusal = try await desk.ask(person, for: wanted.address, on: request.deviceLabel) else {
                return .onwards(to: AccountPaths.address.after(.addressAsked))
            }
            fault = (refusal, wanted.address.description)
        } catch let errors as FormErrors {
            fault = (errors["address"] ?? WantedAddress.expectation, errors.typed["address"] ?? "")
        }
        let change = try await desk.changes.underWay(for: person.id, at: Date())
        let page = AddressPage(person: person, change: change, typed: fault.typed, problem: fault.sentence)
        return try await pages.show(page, request, context, status: .unprocessableContent)
    }

    @Sendable func cancel(_ request: Request, _ context: AppContext) async throws -> Response {
        let (member, _) = try await pages.member(request, context)
        try await desk.cancel(for: member.session.person)
        return .onwards(to: AccountPaths.address.after(.addressKept))
    }

    /// The link in a mail: programs open those, too, so this only asks.
    @Sendable func question(_ request: Request, _ context: AppContext) async throws -> Response {
        let question: AddressQuestion? =
            if let token = try request.item("token").flatMap({ SecretToken($0) }) { try await desk.question(token) } else { nil }
        return try await pages.show(
            AddressQuestionPage(question: question), request, context, status: question == nil ? .notFound : .ok, isSecret: true)
    }

    @Sendable func confirm(_ request: Request, _ context: AppContext) async throws -> Response {
        let token = SecretToken(try await request.form(context).required("token", as: String.self))
        let outcome: AddressDesk.Outcome = if let token { try await desk.confirm(token, on: request.deviceLabel) } else { .over }
        switch outcome {
        case .changed: return .onwards(to: AccountPaths.addressConfirmed(byBoth: true))
        case .waiting: return .onwards(to: AccountPaths.addressConfirmed(byBoth: false))
        case .over: return try await pages.show(AddressQuestionPage(question: nil), request, context, status: .notFound)
        case .taken:
            throw Problem(
                .conflict, title: "This address belongs to an account by now.",
                advice: "Your address stays what it was. If both accounts are yours, give the address up in the other one first.")
        }
    }

    @Sendable func confirmed(_ request: Request, _ context: AppContext) async throws -> Response {
        try await pages.show(AddressConfirmedPage(isByBoth: try request.item("by") == "both"), request, context)
    }
}
