import FoundationEssentials
import Shared
import SharedHTML
import Support
import Testing

@testable import Blog

/// Exports that were damaged on the way: each is read or refused, and whatever is read of it becomes sanitised markup.
@Suite struct GhostFuzzTests {
    private struct Seeded: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    @Test(arguments: ["ghost-0", "ghost-3", "ghost-4-flat", "ghost-5", "ghost-6-broken"])
    func `a damaged export is read as far as it can be, or refused`(name: String) throws {
        let whole = Array(try GhostFixture.text(name).utf8)
        let marks = Array("\"\\{}[],:0tn<>&-".utf8)
        var random = Seeded(state: 7)
        var readings = 0
        for _ in 0..<120 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes.remove(at: place)
                case 1: bytes[place] = marks.randomElement(using: &random) ?? 0
                case 2: bytes.insert(marks.randomElement(using: &random) ?? 0, at: place)
                default: bytes[place] = UInt8.random(in: 0x20...0x7E, using: &random)
                }
            }
            do {
                let json = try bytes.withUnsafeBufferPointer { try JSONReader.read($0, keeping: GhostExport.shape) }
                check(try GhostExport(json))
                readings += 1
            } catch is JSONError {} catch is NotAGhostExport {}
        }
        #expect(readings > 10)
    }

    private func check(_ export: GhostExport) {
        let addresses = GhostAddresses(origin: "https://old.example.org", posts: export.slugs)
        let sanitizer = HTMLSanitizer(policy: .prose, resolving: addresses.resolve)
        for case .read(let post) in export.posts {
            let body = GhostProse(of: post, addresses: addresses).body
            #expect(sanitizer.sanitize(body.markup) == body)
            #expect(!body.markup.contains("<script") && !body.markup.contains("javascript:"))
        }
    }
}
