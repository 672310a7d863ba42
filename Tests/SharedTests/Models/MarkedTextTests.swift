import Shared
import Testing

struct MarkedTextTests {
    @Test func `Words between marks are marked`() {
        let text = MarkedText("the \u{E000}bread\u{E001} of <b>")
        #expect(text.parts == [.init("the "), .init("bread", isMarked: true), .init(" of <b>")])
        #expect(text.plain == "the bread of <b>" && text.hasMarks)
    }

    @Test(arguments: ["\u{E000}bread", "bread\u{E001}", "\u{E001}br\u{E000}ead", "\u{E000}\u{E000}\u{E001}bread"])
    func `Marks that do not pair are no marks, and are not shown`(text: String) {
        #expect(MarkedText(text).plain == "bread" && !MarkedText(text).hasMarks)
    }

    @Test func `Nothing is empty`() { #expect(MarkedText("").isEmpty && MarkedText("\u{E000}\u{E001}").isEmpty) }
}
