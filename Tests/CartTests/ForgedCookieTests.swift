import SharedInfrastructure
import Support
import Testing
@testable import Cart

struct ForgedCookieTests {
    @Test(arguments: ["forged", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", ""])
    func `A forged cookie names no basket, and what is added next is kept`(cookie: String) async throws {
        try await CartSite.run { cart async throws in
            let forger = Browser()
            forger.forge("__Secure-visitor-0000=\(cookie)")
            #expect(try await cart.app.ask("/", forger.headers).body.contains("There is nothing in it"))
            #expect(try await cart.add("loaf", by: forger).status == 303)
            #expect(forger.cookies.count == 1 && !forger.cookies.values.contains(cookie))
            #expect(try await cart.basket(of: forger).contains("A loaf"))
        }
    }
}
