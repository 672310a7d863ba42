package import HTTPTypes
package import Hummingbird
import NIOCore

/// Answers with whole pages: the page's own part and the chrome, composed with fragments for whoever asks.
package struct PageResponder: Sendable {
    let chrome: any PageChrome
    let composer: FragmentComposer
    private let xray: XRayLink

    package init(chrome: any PageChrome, fragments composer: FragmentComposer) {
        self.chrome = chrome
        self.composer = composer
        xray = XRayLink(key: composer.settings.key)
    }

    /// The page that `content` describes, composed for the context's visitor; 304 when the browser has it already. What `content` throws
    /// passes through to the error mapper.
    ///
    /// `content` runs only when the page's own part is not in a cache, and then once for all who wait for it: it must depend on nothing
    /// of the request but what `caching` names. A `status` other than 200 is never cached.
    package func respond(
        to request: Request, _ context: AppContext, caching: PageCaching, status: HTTPResponse.Status = .ok,
        _ content: @escaping @Sendable () async throws -> any PageView
    ) async throws -> Response {
        let start = NIODeadline.now()
        let isXRayed = xray.opens(request, of: composer.settings.service, at: composer.time.date)
        guard case .everyone(let timeToLive, let query) = caching, status == .ok else {
            return try await made(request, context, status, isXRayed, start, content)
        }
        let page = CachedPage(request, service: composer.settings.service, query: query)
        let isForNobody = context.visitor == Visitor() && !isXRayed
        if isForNobody, let whole = whole(page, request, start) { return whole }
        let stamp = composer.process.stamp
        // An X-ray shows the page's parts one by one.
        let common = isXRayed ? nil : atHand(page.common)
        let own: Flight.Landing
        if let inProcess = common ?? atHand(page.own) {
            own = .init(part: inProcess, source: .process, stamp: stamp)
        } else {
            composer.begin(chrome.fragments, for: context.visitor)
            own = try await composition(of: page, lifetime: Lifetime(fresh: timeToLive), content)
            if isForNobody, let whole = whole(page, request, start, source: .redis) { return whole }
        }
        let ownCost = NIODeadline.now() - start
        let fragments = await composer.load(own.part.requests, for: context.visitor, since: start)
        let composed = ComposedPage(own: own.part, ownSource: own.source, ownCost: ownCost, fragments: fragments)
        if isXRayed { return composed.xrayed(at: composer.time.date()) }
        let markup = composed.markup()
        if common == nil, let common = composed.common(build: composer.settings.build, at: composer.time.date()) {
            keep(common: common, of: page, since: stamp)
        }
        if isForNobody, let whole = composed.whole(markup, build: composer.settings.build, at: composer.time.date()) {
            keep(whole, of: page, since: stamp)
        }
        return PageAnswer.conditional(markup, version: composed.version, timing: composed.timing, request)
    }

    /// A page that is kept nowhere.
    private func made(
        _ request: Request, _ context: AppContext, _ status: HTTPResponse.Status, _ isXRayed: Bool, _ start: NIODeadline,
        _ content: @Sendable () async throws -> any PageView
    ) async throws -> Response {
        composer.begin(chrome.fragments, for: context.visitor)
        let composition = try await chrome.layout(content(), at: request.uri.path)
        let date = composer.time.date()
        // Nobody asks for the version of what is kept nowhere.
        let own = CachedPart(
            markup: ByteBuffer(bytes: composition.markup), places: composition.places, version: 0, tags: [], generation: nil,
            build: composer.settings.build, bornAt: date, lifetime: .init(fresh: .zero))
        let ownCost = NIODeadline.now() - start
        let fragments = await composer.load(own.requests, for: context.visitor, since: start)
        let composed = ComposedPage(own: own, ownSource: .own, ownCost: ownCost, fragments: fragments)
        return isXRayed ? composed.xrayed(status, at: date) : PageAnswer.plain(composed.markup(), status, timing: composed.timing)
    }

    /// The whole page, when this process has it.
    private func whole(_ page: CachedPage, _ request: Request, _ start: NIODeadline, source: PartSource = .process) -> Response? {
        guard let whole = atHand(page.whole) else { return nil }
        let timing = ServerTiming.page(source, cost: NIODeadline.now() - start)
        return PageAnswer.conditional(whole.markup, version: whole.version, timing: timing, request)
    }
}
