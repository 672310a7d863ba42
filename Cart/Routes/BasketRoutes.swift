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
    }

    /// Whoever adds comes here next. So a browser that was given several baskets at once is left with one, which holds it all.
    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        if let basket = context.visitor.basket, !context.strayBaskets.isEmpty { try await desk.join(context.strayBaskets, to: basket) }
        var response = try await basket(request, context, after: nil)
        for stray in context.strayBaskets { response.headers.append(cookies.clearing(stray)) }
        return readers.opened(response, to: request)
    }

    @Sendable func add(_ request: Request, _ context: AppContext) async throws -> Response {
        let basket = context.visitor.basket ?? ID()
        let response = try await answer(request, context, namingBasket: basket) { form in
            let (variant, quantity, wish) = try form.read(
                Self.variant, Field("quantity", default: 1, in: Basket.quantities), Field<ID<RepeatedClicks.Wish>?>.optional("wish"))
            return (variant, try await desk.add(quantity, of: variant, to: basket, wish: wish))
        }
        return readers.opened(response, to: request)
    }

    /// `step`: how many more or fewer than the `quantity` that the form showed.
    @Sendable func change(_ request: Request, _ context: AppContext) async throws -> Response {
        try await answer(request, context) { form in
            let (variant, shown, step) = try form.read(
                Self.variant, Field("quantity", in: 0...Basket.maximumQuantity), Field("step", default: 0, in: -1...1))
            guard let basket = context.visitor.basket else { throw BasketError.notInBasket(variant) }
            return (variant, try await desk.change(variant, to: max(0, shown + step), in: basket))
        }
    }

    @Sendable func remove(_ request: Request, _ context: AppContext) async throws -> Response {
        try await answer(request, context) { form in
            let variant = try form.read(Self.variant)
            guard let basket = context.visitor.basket else { return (variant, 0) }
            return (variant, try await desk.remove(variant, from: basket))
        }
    }

    @Sendable func restore(_ request: Request, _ context: AppContext) async throws -> Response {
        try await answer(request, context) { form in
            let (variant, quantity) = try form.read(Self.variant, Field("quantity", in: 0...Basket.maximumQuantity))
            guard let basket = context.visitor.basket else { throw BasketError.notInBasket(variant) }
            return (variant, try await desk.restore(variant, to: quantity, in: basket))
        }
    }

    private static let variant = Field("variant", as: ID<Variant>.self)

    /// Does what a form asks; `work` answers of which variant there were how many before. `new`: the basket that the visitor is to carry from now
    /// on.
    private func answer(
        _ request: Request, _ context: AppContext, namingBasket new: ID<Basket>? = nil,
        _ work: (Form) async throws -> (variant: ID<Variant>, was: Int)
    ) async throws -> Response {
        let form = try await request.form(context)
        let done: (variant: ID<Variant>, was: Int)
        do {
            done = try await work(form)
        } catch let errors as FormErrors {
            return try await basket(request, context, after: BasketProblem(errors))
        } catch let error as BasketError {
            return try await basket(request, context, after: BasketProblem(error, form: form))
        }
        var response = Response.redirect(to: CartPaths.basket(after: done.variant, was: done.was).value, type: .normal)
        if let new, context.visitor.basket == nil { response.headers.append(cookies.setting(new)) }
        return response
    }

    private func basket(_ request: Request, _ context: AppContext, after problem: BasketProblem?) async throws -> Response {
        try await pages.respond(to: request, context, caching: .never, status: problem == nil ? .ok : .unprocessableContent) {
            let basket = try await desk.detail(of: context.visitor)
            let news = try await BasketNews(request, basket: basket, offer: desk.offer)
            return BasketPage(basket: basket, problem: problem, news: news, site: site)
        }
    }
}
