import HTTPTypes
import Hummingbird
import Shared
import SharedHTML
import SharedInfrastructure

/// The basket, and the forms that change it. What is done answers 303, so that reloading repeats nothing, to the basket that says what was done and
/// how to undo it; what is not done comes back as the basket with a sentence beside what it is about.
struct BasketRoutes {
    let desk: BasketDesk
    let readers: SiblingReaders
    let cookies: VisitorCookies
    let pages: PageResponder
    let site: Site

    func add(to routes: Routes) {
        routes.get(CartPaths.basketPattern, use: show)
        routes.post(CartPaths.itemsPattern, from: .siblings, use: add)
        routes.post(CartPaths.quantitiesPattern, use: change)
        routes.post(CartPaths.removalsPattern, use: remove)
        routes.post(CartPaths.restorationsPattern, use: restore)
        routes.post(CartPaths.acknowledgementsPattern, use: acknowledge)
    }

    /// Whoever adds comes here next. So a browser that was given several baskets at once is left with one, which holds it all; and a member's
    /// with none, since theirs is known by who they are.
    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        if let member = context.visitor.member, !context.carriedBaskets.isEmpty {
            // What the address says was done is of the basket before, so it is left behind with it.
            if try await desk.adopt(context.carriedBaskets, by: member) != .nothing {
                return readers.opened(leavingCarried(.redirect(to: CartPaths.basket.value, type: .normal), context), to: request)
            }
            return readers.opened(leavingCarried(try await basket(request, context, after: nil), context), to: request)
        }
        if let basket = context.visitor.basket, !context.strayBaskets.isEmpty { try await desk.join(context.strayBaskets, to: basket) }
        var response = try await basket(request, context, after: nil)
        for stray in context.strayBaskets { response.headers.append(cookies.clearing(stray)) }
        return readers.opened(response, to: request)
    }

    /// A script that may be a member's, of whom this service does not know yet, is sent the ordinary way, which finds that out: otherwise it
    /// would show the count of another basket than theirs.
    @Sendable func add(_ request: Request, _ context: AppContext) async throws -> Response {
        if context.signedIn == nil, request.isByScript, SilentSignIn.isWorthTrying(request.headers) { throw Problem(.unauthorized) }
        let new = context.visitor.basket ?? ID()
        let response = try await answer(request, context, namingBasket: new) { form, owner in
            let (variant, quantity, wish) = try form.read(
                Self.variant, Field("quantity", default: 1, in: Basket.quantities), Field<ID<RepeatedClicks.Wish>?>.optional("wish"))
            return (variant, try await desk.add(quantity, of: variant, to: owner ?? .browser(new), wish: wish))
        }
        return readers.opened(response, to: request)
    }

    /// `step`: how many more or fewer than the `quantity` that the form showed.
    @Sendable func change(_ request: Request, _ context: AppContext) async throws -> Response {
        try await answer(request, context) { form, owner in
            let (variant, shown, step) = try form.read(
                Self.variant, Field("quantity", in: 0...Basket.maximumQuantity), Field("step", default: 0, in: -1...1))
            guard let owner else { throw BasketError.notInBasket(variant) }
            return (variant, try await desk.change(variant, to: max(0, shown + step), in: owner))
        }
    }

    @Sendable func remove(_ request: Request, _ context: AppContext) async throws -> Response {
        try await answer(request, context) { form, owner in
            let variant = try form.read(Self.variant)
            guard let owner else { return (variant, 0) }
            return (variant, try await desk.remove(variant, from: owner))
        }
    }

    @Sendable func restore(_ request: Request, _ context: AppContext) async throws -> Response {
        try await answer(request, context) { form, owner in
            let (variant, quantity) = try form.read(Self.variant, Field("quantity", in: 0...Basket.maximumQuantity))
            guard let owner else { throw BasketError.notInBasket(variant) }
            return (variant, try await desk.restore(variant, to: quantity, in: owner))
        }
    }

    @Sendable func acknowledge(_ request: Request, _ context: AppContext) async throws -> Response {
        if let member = context.visitor.member { try await desk.acknowledgeAdoption(by: member) }
        return .redirect(to: CartPaths.basket.value, type: .normal)
    }

    private static let variant = Field("variant", as: ID<Variant>.self)

    /// Does what a form asks; `work` answers of which variant there were how many before. `new`: the basket that the visitor is to carry from now
    /// on.
    private func answer(
        _ request: Request, _ context: AppContext, namingBasket new: ID<Basket>? = nil,
        _ work: (Form, BasketOwner?) async throws -> (variant: ID<Variant>, was: Int)
    ) async throws -> Response {
        let form = try await request.form(context)
        let owner = owner(context)
        if case .member(let person) = owner, !context.carriedBaskets.isEmpty {
            _ = try await desk.adopt(context.carriedBaskets, by: person)
        }
        let done: (variant: ID<Variant>, was: Int)
        do {
            done = try await work(form, owner)
        } catch let errors as FormErrors {
            return leavingCarried(try await basket(request, context, after: BasketProblem(errors)), context)
        } catch let error as BasketError {
            return leavingCarried(try await basket(request, context, after: BasketProblem(error, form: form)), context)
        }
        var response = Response.redirect(to: CartPaths.basket(after: done.variant, was: done.was).value, type: .normal)
        if let new, owner == nil { response.headers.append(cookies.setting(new)) }
        return leavingCarried(response, context)
    }

    /// Whose basket a request is about; nil when there is none yet.
    private func owner(_ context: AppContext) -> BasketOwner? {
        if let member = context.visitor.member { return .member(member) }
        return context.visitor.basket.map { .browser($0) }
    }

    /// A member's browser forgets the baskets that are theirs now.
    private func leavingCarried(_ response: Response, _ context: AppContext) -> Response {
        guard context.visitor.member != nil else { return response }
        var response = response
        for basket in context.carriedBaskets { response.headers.append(cookies.clearing(basket)) }
        return response
    }

    private func basket(_ request: Request, _ context: AppContext, after problem: BasketProblem?) async throws -> Response {
        try await pages.respond(to: request, context, caching: .never, status: problem == nil ? .ok : .unprocessableContent) {
            let basket = try await desk.basket(of: owner(context))
            let news = try await BasketNews(request, basket: basket.detail, offer: desk.offer)
            return BasketPage(
                basket: basket.detail, isMembers: context.visitor.member != nil, adoption: basket.news, problem: problem, news: news,
                site: site)
        }
    }
}
