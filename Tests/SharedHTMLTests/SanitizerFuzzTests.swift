import Foundation
import Shared
import SharedHTML
import Testing

/// What must hold of the sanitiser's output whatever it is given, as other parsers see it.
@Suite struct SanitizerFuzzTests {
    private let sanitizer = HTMLSanitizer(policy: .prose)

    private func check(_ samples: [String]) async throws {
        let cleaned = samples.map { sanitizer.sanitize($0).markup }
        let readings = try await HTMLPeer.ask(cleaned.map { .init(ask: "reading", html: $0) }, as: HTMLPeer.Reading.self)
        for ((sample, output), reading) in zip(zip(samples, cleaned), readings) {
            #expect(sanitizer.sanitize(output).markup == output, "not a fixed point: \(sample.debugDescription)")
            #expect(reading.same, "html5lib reads \(reading.markup.debugDescription) of \(sample.debugDescription)")
            #expect(reading.forbidden.isEmpty, "\(sample.debugDescription)")
            #expect(reading.nh3, "nh3 changes \(output.debugDescription)")
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `tags in any order become a tree that every parser reads alike, with nothing forbidden in it`(seed: UInt64) async throws {
        var noise = MarkupNoise(seed: seed)
        try await check((0..<2500).map { _ in noise.tags() })
    }

    @Test func `no word of prose is lost or doubled, however its tags stand`() {
        var noise = MarkupNoise(seed: 5)
        for sample in (0..<2500).map({ _ in noise.prose() }) {
            let words = { (html: String) in html.matches(of: /word[0-9]+/).map { String($0.output) } }
            #expect(words(sample) == words(sanitizer.sanitize(sample).markup), "\(sample)")
        }
    }

    @Test func `pieces of tags likewise`() async throws {
        var noise = MarkupNoise(seed: 4)
        try await check((0..<2500).map { _ in noise.pieces() })
    }
}
