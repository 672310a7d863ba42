import Shared
import Support
import Testing

@testable import SharedInfrastructure

/// One person's markup never reaches another.
@Suite struct AudienceTests {
    private let menu = FragmentRequest(.authMenu)
    private let basket = FragmentRequest(.miniCart)

    @Test func `members, readers and baskets each see their own`() async throws {
        try await TestServices.withRedis { redis in
            let account = Painter<MemberMenu> { _, visitor in
                "member \(visitor.member?.description ?? "nobody"), basket \(visitor.basket == nil)"
            }
            let cart = Painter<BasketCount> { _, visitor in
                "basket \(visitor.basket?.description ?? "none"), member \(visitor.member?.description ?? "nobody")"
            }
            let (maya, omar) = (ID<Person>(), ID<Person>())
            let (mayas, readers) = (ID<Basket>(), ID<Basket>())
            let visitors = [
                Visitor(), Visitor(basket: mayas, member: maya), Visitor(member: omar), Visitor(basket: readers),
                Visitor(basket: readers, member: maya),
            ]
            try await TestServices.serve(.account, [account]) { account in
                try await TestServices.serve(.cart, [cart]) { cart in
                    try await TestServices.compose(.blog, origins: [.account: account, .cart: cart], redis: redis) { blog in
                        // All at once and again, so that every layer and every joined flight has its chance to mix them.
                        for _ in 0..<3 {
                            await withTaskGroup(of: Void.self) { group in
                                for visitor in visitors + visitors + visitors {
                                    group.addTask {
                                        let text = await blog.load([menu, basket], for: visitor).text
                                        #expect(
                                            text == [
                                                "<p>member \(visitor.member?.description ?? "nobody"), basket true</p>",
                                                "<p>basket \(visitor.basket?.description ?? "none"), member \(visitor.member?.description ?? "nobody")</p>",
                                            ])
                                    }
                                }
                            }
                        }
                    }
                }
            }
            // One for each member and one for nobody; one for each basket and member, and one for none.
            #expect(account.renders == 3 && cart.renders == 5)
        }
    }

    @Test func `a renderer is told of a visitor only what its audience needs`() {
        let visitor = Visitor(basket: ID(), member: ID())
        #expect(AudienceValue(.everyone, of: visitor).visitor == Visitor())
        #expect(AudienceValue(.visitor, of: visitor).visitor == visitor)
        #expect(AudienceValue(.member, of: visitor).visitor == Visitor(member: visitor.member))
    }

    @Test func `an audience is written and read back, and anything else is none`() {
        let values: [AudienceValue] = [
            .everyone, .visitor(nil), .visitor(ID()), .visitor(nil, member: ID()), .visitor(ID(), member: ID()), .member(nil),
            .member(ID()),
        ]
        for value in values { #expect(AudienceValue("\(value)") == value) }
        for text in [
            "", "everyone/", "everyone/none", "visitor", "visitor/", "member/me", "member/none/", "Everyone", "nobody", "visitor/none/none",
            "visitor/none/", "visitor//\(ID<Person>())", "visitor/none/\(ID<Person>())/",
        ] {
            #expect(AudienceValue(text) == nil)
        }
    }
}
