import FoundationEssentials
import Hummingbird
import NIOCore
import NIOEmbedded
import Shared
import SharedHTML
import SharedInfrastructure
import Support
import Testing

@Suite struct FormTokenTests {
    private let action = Link(path: "/posts/leek-soup/publication")

    private func context(basket: ID<Basket>? = nil) -> AppContext {
        var context = AppContext(source: .init(channel: EmbeddedChannel(), logger: .silent))
        context.visitor.basket = basket
        return context
    }
    private func form(_ field: HTML) throws -> Form {
        let value = try #require(field.description.split(separator: "value=\"").last?.dropLast(2))
        return try Form(urlEncoded: Array("form_token=\(value)".utf8))
    }

    @Test func `a form is taken from whom it was shown to`() throws {
        let tokens = FormTokens(try TestSite.config())
        let maya = context(basket: ID())
        try tokens.check(form(tokens.field(for: action, maya)), for: action, maya)
    }

    @Test func `a form of somebody else, of another action, of another key, changed, or too old, is refused`() throws {
        let tokens = FormTokens(try TestSite.config())
        let maya = context(basket: ID())
        let shown = try form(tokens.field(for: action, maya))
        #expect(throws: Problem.self) { try tokens.check(shown, for: action, context(basket: ID())) }
        #expect(throws: Problem.self) { try tokens.check(shown, for: action, context()) }
        #expect(throws: Problem.self) { try tokens.check(shown, for: Link(path: "/"), maya) }
        let other = FormTokens(try TestSite.config(.blog, ["VISITOR_KEY": String(repeating: "x", count: 32)]))
        #expect(throws: Problem.self) { try other.check(shown, for: action, maya) }
        let later = FormTokens(try TestSite.config(), now: { Date() + 12 * 3600 + 60 })
        #expect(throws: Problem.self) { try later.check(shown, for: action, maya) }
        for text in ["", "form_token=", "form_token=x", "form_token=\(String(repeating: "A", count: 32))"] {
            let form = try Form(urlEncoded: Array(text.utf8))
            #expect(throws: Problem.self) { try tokens.check(form, for: action, maya) }
        }
    }
}
