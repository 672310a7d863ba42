import Foundation
import Testing

@testable import SharedHTML

@Suite struct TokenizerTests {
    /// Both sides of a comparison, in html5lib's words: `["start", "a", [["href", "x"]]]`.
    indirect enum Told: Decodable, Equatable {
        case word(String)
        case list([Told])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let word = try? container.decode(String.self) { self = .word(word) } else { self = .list(try container.decode([Told].self)) }
        }
    }

    private func told(_ html: String) -> Told {
        var tokenizer = HTMLTokenizer(html)
        var told: [Told] = []
        var text: [UInt8] = []
        func flush() {
            if !text.isEmpty { told.append(.list([.word("text"), .word(String(decoding: text, as: UTF8.self))])) }
            text = []
        }
        while let token = tokenizer.next() {
            switch token {
            case .text(let bytes): text += bytes
            case .start(let tag):
                flush()
                told.append(
                    .list([.word("start"), .word(tag.name), .list(tag.attributes.map { .list([.word($0.name), .word($0.value)]) })]))
                switch tag.name {
                case "title", "textarea": tokenizer.content = .escapableText(until: tag.name)
                case "style", "xmp", "iframe", "noembed", "noframes": tokenizer.content = .rawText(until: tag.name)
                case "script": tokenizer.content = .script
                case "plaintext": tokenizer.content = .plainText
                default: break
                }
            case .end(let name):
                flush()
                told.append(.list([.word("end"), .word(name)]))
            }
        }
        flush()
        return .list(told)
    }

    private func compare(_ samples: [String]) async throws {
        let theirs = try await HTMLPeer.ask(samples.map { .init(ask: "tokens", html: $0) }, as: Told.self)
        for (sample, expected) in zip(samples, theirs) {
            #expect(told(sample) == expected, "\(sample.debugDescription)")
        }
    }

    @Test func `text and tags are split as html5lib splits them`() async throws {
        try await compare([
            "", "a", "<", "</", "</>", "<>", "<a>", "<A HREF=x>", "<a b c='d' e=\"f\" g=h>", "<a/>", "<a / b>", "<a b/c>", "<a =b>",
            "<a b==c>",
            "<a 'b\"c<d>", "<a b='c'd>", "<a b c", "<a b='c", "</a b=c>", "<a b=c b=d>", "</ a>x", "<1>", "a<b", "<?php ?>x", "<!x>y",
            "<a\u{C}b>",
            "<!DOCTYPE html PUBLIC \"a>b\">c", "<a b=&lt;>", "<a b=>c", "<a/b=c/>", "<a b=c/>", "\r\na\rb\n", "<p\u{0}q r\u{0}=\"\u{0}\">",
        ])
    }

    @Test func `comments end where html5lib ends them`() async throws {
        try await compare(
            [
                "", ">", "->", "-->", "--!>", "a-->", "a--!>", "a--!-->", "a--->", "a---->", "<!-->", "<!--->", "a--", "--!", "a- ->b-->",
                "!>-->", "--!>-->",
            ]
            .map { "<!--\($0)x" })
        try await compare(["<!-x-->y", "<!->y", "<![CDATA[x]]>y", "<!", "<!-", "<?x", "</?x>y"])
    }

    @Test func `raw text, escapable text and scripts end where html5lib ends them`() async throws {
        let ends = ["", "</x>", "</title>", "</style>", "</script>", "</SCRIPT x='>'>", "</title ", "</style/", "</scriptx>", "</script"]
        let names = ["title", "textarea", "style", "xmp", "script", "plaintext"]
        try await compare(names.flatMap { name in ends.map { "<\(name)>a&lt;b<!--c\($0)d&amp;</\(name)>e" } })
        try await compare(
            [
                "<!--<script>a</script>b-->c", "<!--<script>a</script></script>b", "<!-->a", "<!--->a", "<!-- -- >a",
                "<!--<script >a<script>b</script>c</script>d",
                "<!--<scriptx>a</script>b", "<!--<script>-->a</script>b", "<!--<SCRIPT/>a</script/>b</script>c", "a\u{0}b",
                "<!--<script>a--></script>b",
                "<!--<!--<script>", "</script/x=y>z",
            ].map { "<script>\($0)</script>e" })
    }

    @Test func `references are resolved as html5lib resolves them, in text and in attributes`() async throws {
        let references = [
            "&amp;", "&amp", "&ampx", "&amp=", "&", "&;", "&x;", "&&amp;", "&not;", "&notin;", "&notit;", "&notinx", "&NotEqualTilde;",
            "&copy1", "&copy;1",
            "&#65;", "&#65", "&#x41;", "&#X41g", "&#;", "&#x;", "&#xg", "&#", "&#0;", "&#x80;", "&#x9f;", "&#x81;", "&#xd800;", "&#xdfff;",
            "&#x110000;",
            "&#x10ffff;", "&#4294967361;", "&#xfffffffff;", "&CounterClockwiseContourIntegral;", "&Counter", "&lt", "&ltimes;", "&sup",
            "&sup1", "&sup12;",
            "&thetasym;", "&frac12", "&frac123", "&nbsp", "&apos", "&apos;", "&AMP", "&Amp;",
        ]
        try await compare(references)
        try await compare(references.map { "<a b=\"\($0)\">" })
        try await compare(references.map { "<a b=\($0)>" })
        try await compare(references.map { "<textarea>\($0)</textarea>" })
    }

    @Test func `noise is split as html5lib splits it`() async throws {
        var noise = MarkupNoise(seed: 2)
        try await compare((0..<4000).map { _ in noise.pieces() })
    }

    @Test func `the table of named references is Python's`() async throws {
        let names = try #require(try await HTMLPeer.ask([.init(ask: "names")], as: [String: String].self).first)
        #expect(names.count == 2231)
        for (name, characters) in names {
            let bare = ArraySlice(Array(name.utf8).prefix { $0 != UInt8(ascii: ";") })
            #expect(NamedCharacters.find(bare, isBare: !name.hasSuffix(";")) == characters, "\(name)")
            #expect((NamedCharacters.find(bare, isBare: true) != nil) == (names[String(decoding: bare, as: UTF8.self)] != nil))
        }
        #expect(NamedCharacters.find([]) == nil)
        #expect(NamedCharacters.find(ArraySlice("zzzz".utf8)) == nil)
    }
}
