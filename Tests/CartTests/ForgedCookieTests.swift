import SharedInfrastructure
import Support
import Testing
@testable import Cart

struct ForgedCookieTests {
    @Test(arguments: ["__Secure-visitor=forged", "__Secure-visitor=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "__Secure-visitor="])
    func `A forged cookie names no basket, and what is added next is kept`(cookie: String) async throws {
        try await CartSite.run { cart in
            let forger = Browser()
            forger.forge(cookie)
            let before = try await cart.basket(of: forger)
            #expect(before.contains("There is nothing in it"))
            #expect(try await cart.add("loaf", by: forger).status == 303)
            #expect(forger.cookie?.hasPrefix(cookie) == false || cookie == "__Secure-visitor=")
            #expect(try await cart.basket(of: forger).contains("A loaf"))
        }
    }
}
