import HTTPTypes
import Hummingbird
import Shared
import SharedHTML
import SharedInfrastructure

/// The basket, and the forms that change it. What is done answers 303, so that reloading repeats nothing; what is not done comes back as the
/// basket with a sentence beside what it is about.
struct BasketRoutes {
    let desk: BasketDesk
    let cookies: VisitorCookies
    let pages: PageResponder
    let site: Site

    func add(to routes: Routes) {
        routes.get(CartPaths.basketPattern, use: show)
        routes.post(CartPaths.itemsPattern, from: .siblings, use: add)
        routes.post(CartPaths.quantitiesPattern, use: change)
        routes.post(CartPaths.removalsPattern, use: remove)
    }

    /// Whoever adds comes here next. So a browser that was given several baskets at once is left with one, which holds it all.
    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        if let basket = context.visitor.basket, !context.strayBaskets.isEmpty { try await desk.join(context.strayBaskets, to: basket) }
        var response = try await basket(request, context, after: nil)
        for stray in context.strayBaskets { response.headers.append(cookies.clearing(stray)) }
        return response
    }

    @Sendable func add(_ request: Request, _ context: AppContext) async throws -> Response {
        let basket = context.visitor.basket ?? ID()
        return try await answer(request, context, namingBasket: basket) { form in
            let (variant, quantity) = try form.read(Self.variant, Field("quantity", default: 1, in: Basket.quantities))
            try await desk.add(quantity, of: variant, to: basket)
        }
    }

    @Sendable func change(_ request: Request, _ context: AppContext) async throws -> Response {
        try await answer(request, context) { form in
            let (variant, quantity) = try form.read(Self.variant, Field("quantity", in: 0...Basket.maximumQuantity))
            guard let basket = context.visitor.basket else { throw BasketError.notInBasket(variant) }
            try await desk.change(variant, to: quantity, in: basket)
        }
    }

    @Sendable func remove(_ request: Request, _ context: AppContext) async throws -> Response {
        try await answer(request, context) { form in
            let variant = try form.read(Self.variant)
            guard let basket = context.visitor.basket else { return }
            try await desk.remove(variant, from: basket)
        }
    }

    private static let variant = Field("variant", as: ID<Variant>.self)

    /// Does what a form asks. `new`: the basket that the visitor is to carry from now on.
    private func answer(
        _ request: Request, _ context: AppContext, namingBasket new: ID<Basket>? = nil, _ work: (Form) async throws -> Void
    ) async throws -> Response {
        let form = try await request.form(context)
        do {
            try await work(form)
        } catch let errors as FormErrors {
            return try await basket(request, context, after: BasketProblem(errors))
        } catch let error as BasketError {
            return try await basket(request, context, after: BasketProblem(error, form: form))
        }
        var response = Response.redirect(to: CartPaths.basket.value, type: .normal)
        if let new, context.visitor.basket == nil { response.headers.append(cookies.setting(new)) }
        return response
    }

    private func basket(_ request: Request, _ context: AppContext, after problem: BasketProblem?) async throws -> Response {
        try await pages.respond(to: request, context, caching: .never, status: problem == nil ? .ok : .unprocessableContent) {
            BasketPage(basket: try await desk.detail(of: context.visitor), problem: problem, site: site)
        }
    }
}
