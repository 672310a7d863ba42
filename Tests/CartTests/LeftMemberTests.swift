import Shared
import SharedInfrastructure
import SharedPostgres
import Support
import Testing
@testable import Cart

/// A member who has left while the cart still remembered that they are signed in.
struct LeftMemberTests {
    @Test func `who has just left is told so, and no basket is made for them`() async throws {
        try await CartSite.run { cart async throws in
            let (browser, maya) = (Browser(), try await cart.register("maya"))
            try await cart.signIn(maya, browser)
            #expect(try await cart.basket(of: browser).contains("There is nothing in it"))
            let database = cart.app.resources.database
            try await database.query("delete from account.people")
            let answer = try await cart.add("loaf", by: browser)
            #expect(answer.status == 409 && answer.body.contains("This account is no more."))
            #expect(try await database.query("select id from cart.baskets").isEmpty)
        }
    }
}
