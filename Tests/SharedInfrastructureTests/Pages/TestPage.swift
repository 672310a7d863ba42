import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Shared
import SharedHTML
import SharedRedis
import Support
import Synchronization

@testable import SharedInfrastructure

/// A page about leeks, with the featured products in it.
struct LeekPage: PageView {
    var text = "leeks"
    var tags: Set<CacheTag> = [.posts]
    let title = "Leeks"
    let description = "All about leeks."
    var body: Composition { "<h1>\(text)</h1>\(fragment: .init(.featuredProducts))" }
}

/// Content that counts how often it was made.
final class LeekContent: Sendable {
    let made = Mutex(0)
    let text = Mutex("leeks")
    func page() -> any PageView {
        made.withLock { $0 += 1 }
        return LeekPage(text: text.withLock { $0 })
    }
}

/// The least that stands around a page.
struct LeekChrome: PageChrome {
    let fragments = [FragmentRequest(.navTree), FragmentRequest(.miniCart), FragmentRequest(.authMenu)]
    let tags: Set<CacheTag> = [.markets]
    func layout(_ page: any PageView, at path: String) -> Composition {
        """
        <!doctype html><title>\(page.title)</title><body>\(fragments.map { "\(fragment: $0)" })<main data-path="\(path)">\(page.body)</main></body>
        """
    }
}

/// A blog on loopback's other side: its pages, asked without a network, composed of fragments that come over one.
struct TestBlog: Sendable {
    let composer: FragmentComposer
    let navigation: Painter<Navigation>
    let products: Painter<Products>
    let basket: Painter<BasketCount>
    let menu: Painter<MemberMenu>
    let clock: TestClock

    static func run(
        redis: RedisClient? = nil, clock: TestClock = TestClock(), _ body: (TestBlog) async throws -> Void
    ) async throws {
        let navigation = Painter<Navigation>(tags: [.menu]) { _, _ in "menu" }
        let products = Painter<Products>(tags: [.products]) { _, _ in "products" }
        let basket = Painter<BasketCount> { _, visitor in "basket of \(visitor.basket?.description ?? "nobody")" }
        let menu = Painter<MemberMenu> { _, visitor in "menu of \(visitor.member?.description ?? "nobody")" }
        try await TestServices.serve(.market, [products], clock: clock) { market in
            try await TestServices.serve(.cart, [basket], clock: clock) { cart in
                try await TestServices.serve(.account, [menu], clock: clock) { account in
                    let origins: [ServiceName: String] = [.market: market, .cart: cart, .account: account]
                    try await TestServices.compose(.blog, renderers: [navigation], origins: origins, redis: redis, clock: clock) {
                        composer in
                        try await body(
                            TestBlog(
                                composer: composer, navigation: navigation, products: products, basket: basket, menu: menu, clock: clock))
                    }
                }
            }
        }
    }

    /// What a reader gets of the page about leeks.
    static let markup = """
        <!doctype html><title>Leeks</title><body><p>menu</p><p>basket of nobody</p><p>menu of nobody</p>\
        <main data-path="/leeks"><h1>leeks</h1><p>products</p></main></body>
        """

    /// Asks for a page. Throws what the page's content threw.
    func ask(
        _ target: String = "/leeks", _ headers: HTTPFields = [:], for visitor: Visitor = Visitor(), caching: PageCaching = .everyone(),
        status: HTTPResponse.Status = .ok, _ content: @escaping @Sendable () async throws -> any PageView = { LeekPage() }
    ) async throws -> Page {
        let failure = Mutex<(any Error)?>(nil)
        let pages = PageResponder(chrome: LeekChrome(), fragments: composer)
        let router = Router(context: AppContext.self)
        router.get("**") { request, context in
            var context = context
            context.visitor = visitor
            do {
                return try await pages.respond(to: request, context, caching: caching, status: status, content)
            } catch {
                failure.withLock { $0 = error }
                return Response(status: .internalServerError)
            }
        }
        return try await Application(router: router).test(.router) { client in
            let response = try await client.execute(uri: target, method: .get, headers: headers)
            if let error = failure.withLock({ $0 }) { throw error }
            return Page(status: response.status, headers: response.headers, markup: String(buffer: response.body))
        }
    }

    struct Page {
        let status: HTTPResponse.Status
        let headers: HTTPFields
        let markup: String
        var tag: String? { headers[.eTag] }
        var timing: String { headers[.serverTiming] ?? "" }
    }
}
