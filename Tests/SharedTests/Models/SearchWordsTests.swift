import Shared
import Testing

struct SearchWordsTests {
    @Test func `The last word may be begun, the others are whole`() {
        let words = SearchWords("  scar\t top  har")
        #expect(words.typed == "scar top har" && words.whole == "scar top" && words.beginning == "har")
        #expect(words.all == ["scar", "top", "har"] && words.longest == "scar" && !words.isShortened)
    }

    @Test func `Words in quotes stand side by side, and are not begun`() {
        let words = SearchWords("fresh “oat rolls”")
        #expect(words.whole == "fresh \"oat rolls\"" && words.beginning == nil)
        #expect(SearchWords("\"oat rol").beginning == "rol", "one quotation mark is nothing")
        #expect(SearchWords("\"\" loaf").whole == "")
        #expect(SearchWords("\"oat\" rolls").whole == "\"oat\"" && SearchWords("\"oat\" rolls").beginning == "rolls")
    }

    @Test func `All that is no letter and no digit stands between words`() {
        #expect(SearchWords("rose-ash.com: 3.5 & Ruth’s").all == ["rose", "ash", "com", "3", "5", "ruth", "s"])
        #expect(SearchWords("!&|:*()\\'<>👩‍🌾 — …").isEmpty)
        #expect(SearchWords("sour\u{AD}dough").all == ["sourdough"])
        #expect(SearchWords("שלום, عالم!").all == ["שלום", "عالم"])
    }

    @Test func `“or” says nothing of its own`() {
        #expect(SearchWords("bread or cheese").whole == "bread")
        #expect(SearchWords("\"bread or cheese\"").whole == "\"bread or cheese\"")
    }

    @Test func `Two letters of ours are no beginning`() {
        #expect(SearchWords("a").beginning == nil && SearchWords("a").whole == "a")
        #expect(SearchWords("vitamin c").whole == "vitamin c" && SearchWords("bread ry").whole == "bread ry")
        #expect(SearchWords("rye").beginning == "rye" && SearchWords("パン").beginning == "パン")
    }

    @Test func `Eight words and a hundred characters count`() {
        let many = SearchWords("one two three four five six seven eight nine")
        #expect(many.all.count == 8 && many.isShortened && many.beginning == "eight")
        let long = SearchWords(String(repeating: "x", count: 300))
        #expect(long.typed.count == 100 && long.isShortened)
        #expect(!SearchWords(String(repeating: "x", count: 100)).isShortened)
        #expect(SearchWords(String(repeating: "e\u{301}", count: 1_000_000)).typed.unicodeScalars.count == 100)
    }

    @Test func `What turns a line around or is not seen is not kept`() {
        #expect(SearchWords("\u{202E}bread\u{0}\n\u{2066}rolls\u{FEFF}").typed == "bread rolls")
        #expect(SearchWords("\u{E000}bread\u{E001}").typed == "bread")
        #expect(SearchWords("\u{0}\u{1}\u{7F}").isEmpty)
    }
}
