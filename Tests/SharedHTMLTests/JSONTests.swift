import Foundation
import SharedHTML
import Testing

@Suite struct JSONTests {
    @Test func `a data block holds what was put in, and nothing in it can end the script element`() throws {
        let headline = "</script><!--<script> & \u{2028}\u{2029} \"\\\n\t\u{0}\u{7F} é 🍓"
        let html: HTML = "<script type=\"application/ld+json\">\(json: ["headline": .string(headline)])</script>"
        let text = try #require(html.description.split(separator: ">", maxSplits: 1).last).dropLast("</script>".count)
        for forbidden in ["<", ">", "&", "\u{2028}", "\u{2029}", "\n"] { #expect(!text.contains(forbidden)) }
        let read = try JSONDecoder().decode([String: String].self, from: Data(text.utf8))
        #expect(read == ["headline": headline])
    }

    @Test func `every kind of value is written as JSON`() {
        let value: JSON = ["a": nil, "b": [true, false], "c": -12, "d": .real(0.5), "e": .real(.infinity), "</": [:], "f": []]
        #expect(value.description == #"{"a":null,"b":[true,false],"c":-12,"d":0.5,"e":null,"\u003c/":{},"f":[]}"#)
    }

    @Test func `as an attribute's value it is escaped as text`() {
        let value: JSON = ["post": "it's"]
        let html: HTML = "<a data-values=\"\(value.description)\">"
        #expect(html.description == "<a data-values=\"{&quot;post&quot;:&quot;it&#39;s&quot;}\">")
    }

    @Test func `a name that stands twice answers its last value`() {
        let value = JSON.object([.init("a", 1), .init("a", 2)])
        #expect(value["a"] == 2)
        #expect(value["b"] == nil)
        #expect(JSON.array([])["a"] == nil)
    }
}
