import HTTPTypes
import Shared
import SharedInfrastructure
import Support
import Testing
@testable import Market

struct MarketSearchTests {
    @Test func `Who looks for words in a market passes where the site's search does, and listings do not wait for them`() async throws {
        let gate = SearchGate(width: 1, mostWaiting: 0)
        try await withApp(of: .market, from: .demoMarket, { try App.market($0, .market($0.database), searchGate: gate) }) { app in
            try await gate.pass {
                for path in ["/saturday?q=rye", "/saturday?q=rye&diets=vegan&sort=price", "/search?q=rye"] {
                    let answer = try await app.ask(path)
                    #expect(answer.status == 503 && answer.headers[.retryAfter] == "5", "\(path)")
                    #expect(answer.body.contains("Try again in a few seconds") && PageCheck(answer.body).faults == [])
                }
                #expect(try await app.ask("/saturday").status == 200)
                #expect(try await app.ask("/saturday?diets=vegan,organic&free-of=milk").status == 200)
            }
            #expect(try await app.ask("/saturday?q=rye").body.contains("Tin rye"))
        }
    }
}
