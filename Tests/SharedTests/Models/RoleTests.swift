import Shared
import Testing

@Suite struct RoleTests {
    @Test func `an operator is everything, a member a reader, and none of the three between is another`() {
        for role in Role.allCases { #expect(Role.operator.includes(role) && role.includes(role) && role.includes(.reader)) }
        let between: [Role] = [.editor, .shopkeeper, .organiser]
        for one in between {
            #expect(one.includes(.member) && !one.includes(.operator) && !Role.member.includes(one) && !Role.reader.includes(one))
            for other in between where other != one { #expect(!one.includes(other)) }
        }
        #expect(!Role.reader.includes(.member))
    }

    @Test func `a role of the site is one of each market and calendar; one of a market is of that market alone`() throws {
        let (stall, other, calendar) = (RoleScope.market(ID()), RoleScope.market(ID()), RoleScope.calendar(ID()))
        let everywhere = try #require(RoleGrant(.shopkeeper))
        let atTheStall = try #require(RoleGrant(.shopkeeper, of: stall))
        for scope in [.site, stall, other] { #expect(everywhere.gives(.shopkeeper, of: scope) && !everywhere.gives(.organiser, of: scope)) }
        #expect(atTheStall.gives(.shopkeeper, of: stall) && atTheStall.gives(.member, of: stall))
        for scope in [.site, other, calendar] { #expect(!atTheStall.gives(.shopkeeper, of: scope)) }
        for role in Role.allCases { #expect(RoleGrant.siteOperator.gives(role, of: calendar)) }
    }

    @Test func `nobody is made a reader or a member, and no role is of what it does not mind`() {
        let market = RoleScope.market(ID())
        for role in [Role.reader, .member] { for scope in [.site, market] { #expect(RoleGrant(role, of: scope) == nil) } }
        for role in [Role.editor, .organiser, .operator] { #expect(RoleGrant(role, of: market) == nil) }
        #expect(RoleGrant(.shopkeeper, of: .calendar(ID())) == nil)
    }

    @Test func `a role and its scope are read as they are written, and nothing else is`() throws {
        for grant in [RoleGrant.siteOperator, RoleGrant(.shopkeeper, of: .market(ID())), RoleGrant(.organiser, of: .calendar(ID()))] {
            let grant = try #require(grant)
            #expect(RoleGrant(grant.description) == grant)
        }
        for text in [
            "", "operator", "operator ", "operator  site", "operator site ", "operator market:\(ID<Market>())", "shopkeeper market:",
            "shopkeeper market", "shopkeeper site:x", "Operator site", "king site", "shopkeeper market:\(ID<Market>()):1",
        ] { #expect(RoleGrant(text) == nil, "\(text)") }
    }
}
