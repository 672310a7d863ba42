import SharedInfrastructure
import Testing

@Suite struct EntityTagTests {
    private let tag = EntityTag("abc")

    @Test(arguments: [
        "\"abc\"", "W/\"abc\"", "\"x\",\"abc\"", "\"x\" , W/\"abc\"", "*", " * ", ",,\"abc\",", "\"a,b\", \"abc\"", "junk, \"abc\"",
    ])
    func `a list that names the tag matches it`(list: String) { #expect(EntityTagList(parsing: list).containsWeakly(tag)) }

    @Test(arguments: ["", "\"abcd\"", "abc", "\"abc", "W/abc", "\"x\", \"y\"", "\"a,b\"", "w/\"abc\" x"])
    func `a list that does not, does not`(list: String) {
        #expect(!EntityTagList(parsing: list).containsWeakly(EntityTag("abc!")))
        if !list.contains("\"abc\"") { #expect(!EntityTagList(parsing: list).containsWeakly(tag)) }
    }

    @Test func `a weak tag is not the same bytes`() {
        #expect(EntityTagList(parsing: "\"abc\"").containsStrongly(tag))
        #expect(!EntityTagList(parsing: "W/\"abc\"").containsStrongly(tag))
        #expect(!EntityTagList(parsing: "W/\"abc\"").containsStrongly(EntityTag("abc", isWeak: true)))
        #expect(EntityTagList(parsing: "W/\"abc\"").containsWeakly(EntityTag("abc", isWeak: true)))
    }

    @Test func `a tag is written as it is read`() {
        for text in ["\"abc\"", "W/\"abc\"", "\"\""] { #expect(EntityTag(parsing: text)?.description == text) }
        for text in ["abc", "\"a\"b\"", "\"a b\"", "w/\"abc\"", "\""] { #expect(EntityTag(parsing: text) == nil, "\(text)") }
    }
}
