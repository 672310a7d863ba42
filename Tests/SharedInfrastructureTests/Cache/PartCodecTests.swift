import NIOCore
import Shared
import SharedHTML
import Testing

@testable import SharedInfrastructure

/// A part's way through Redis.
@Suite struct PartCodecTests {
    private func part() throws -> CachedPart {
        let composition: Composition = "<main>\(fragment: .init(.featuredProducts, ["limit": "3"]))é</main>\(fragment: .init(.navTree))"
        return CachedPart(
            composition, tags: [.products, .menu], generation: Generation(epoch: .max, counter: 7), build: "b-1", bornAt: 1_790_000_000_123,
            lifetime: Lifetime(fresh: 1, revalidating: 2, failing: 3))
    }

    @Test func `what is written is read back`() throws {
        let part = try part()
        let generation = try #require(part.generation)
        let read = try #require(PartCodec.decode(PartCodec.encode(part, generation: generation)))
        #expect(read.markup == part.markup && read.version == part.version && read.tags == part.tags && read.build == part.build)
        #expect(read.generation == part.generation && read.bornAt == part.bornAt && read.lifetime == part.lifetime)
        #expect(read.places.map(\.request) == part.places.map(\.request) && read.places.map(\.offset) == part.places.map(\.offset))
    }

    @Test func `bytes that are cut short, changed or of another shape are no part, and harm nobody`() throws {
        let part = try part()
        let bytes = PartCodec.encode(part, generation: try #require(part.generation))
        let head = bytes.readableBytes - part.markup.readableBytes
        for length in 0..<head {
            let cut = try #require(bytes.getSlice(at: 0, length: length))
            #expect(PartCodec.decode(cut) == nil)
        }
        for index in 0..<bytes.readableBytes {
            for flip: UInt8 in [0x01, 0x80, 0xFF] {
                var broken = bytes
                let byte = try #require(bytes.getInteger(at: index, as: UInt8.self))
                broken.setInteger(byte ^ flip, at: index)
                _ = PartCodec.decode(broken)
            }
        }
        #expect(PartCodec.decode(ByteBuffer(string: "something else of that name")) == nil)
    }

    @Test func `a place beyond the markup or a fragment that is not declared makes no part`() {
        func decoded(_ places: [Composition.Place]) -> CachedPart? {
            let part = CachedPart(
                Composition(markup: Array("0123456789".utf8), places: places), tags: [], generation: nil, build: "b", bornAt: 0,
                lifetime: .init(fresh: .seconds(1)))
            return PartCodec.decode(PartCodec.encode(part, generation: Generation(epoch: 1, counter: 1)))
        }
        #expect(decoded([.init(offset: 10, request: .init(.navTree))]) != nil)
        #expect(decoded([.init(offset: 11, request: .init(.navTree))]) == nil)
        #expect(decoded([.init(offset: 5, request: .init(.navTree)), .init(offset: 4, request: .init(.navTree))]) == nil)
        let unknown = FragmentType(
            "unheard-of", origin: .cart, audience: .everyone, timeToLive: .seconds(1), staleWhileRevalidate: .zero, staleIfError: .zero,
            budget: .zero, fallback: "")
        #expect(decoded([.init(offset: 5, request: .init(unknown))]) == nil)
    }
}
