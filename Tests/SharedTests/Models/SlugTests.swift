import FoundationEssentials
import Shared
import Testing

@Suite struct SlugTests {
    @Test(arguments: ["a", "leek-soup", "2027-06-05", String(repeating: "a", count: 191)])
    func `what is written exactly so is a slug`(text: String) throws {
        #expect(Slug(text)?.value == text)
    }

    @Test(arguments: ["", "-a", "a-", "a--b", "A", "é", "a b", "a/b", "a_b", "a\u{0}", "..", String(repeating: "a", count: 192)])
    func `anything else is none`(text: String) {
        #expect(Slug(text) == nil)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([Slug].self, from: JSONEncoder().encode([text])) }
    }

    @Test(arguments: [
        ("Leek & potato soup!", "leek-potato-soup"), ("  100% Rye ", "100-rye"), ("Café", "caf"), ("--", nil), ("北京", nil),
        (String(repeating: "a", count: 190) + " b", String(repeating: "a", count: 190)),
    ])
    func `a slug is made of a title`(title: String, slug: String?) {
        #expect(Slug(title: title)?.value == slug)
    }
}
