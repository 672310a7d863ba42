import HTTPTypes
import NIOCore
import SharedHTML

/// A page's own part and its fragments, ready to be written.
struct ComposedPage {
    let own: CachedPart
    let ownSource: PartSource
    let ownCost: TimeAmount
    /// In the order of the own part's places.
    let fragments: [LoadedFragment]

    /// Of all that it shows, fallbacks included: the same whether what is for everyone stood in the own part already or not.
    var version: UInt64 { combined(commonVersion) { !Self.isForEveryone($0) } }
    private var commonVersion: UInt64 { combined(own.version, Self.isForEveryone) }

    private func combined(_ start: UInt64, _ isIn: (FragmentRequest) -> Bool) -> UInt64 {
        var version = start
        for index in fragments.indices where isIn(own.requests[index]) {
            version = PartVersion.combine(version, fragments[index].part?.version ?? own.requests[index].type.fallbackVersion)
        }
        return version
    }

    /// All of it in one buffer, each byte copied once.
    func markup() -> ByteBuffer { filled { _ in true }.markup }

    var timing: HTTPField {
        let isAtHand = ownSource == .process && fragments.allSatisfy { $0.source == .process && $0.cost == .zero }
        return isAtHand ? own.timingAtHand : ServerTiming.parts(of: self)
    }

    /// The own part with those fragments in their places that are the same for everyone.
    func common(build: String, at date: Int64) -> CachedPart? {
        guard zip(own.requests, fragments).allSatisfy({ !Self.isForEveryone($0) || $1.isKeepable }) else { return nil }
        let (markup, places) = filled(Self.isForEveryone)
        return merged(markup, places, commonVersion, build, date, Self.isForEveryone)
    }

    /// It as one part.
    func whole(_ markup: ByteBuffer, build: String, at date: Int64) -> CachedPart? {
        merged(markup, [], version, build, date) { _ in true }
    }

    private static func isForEveryone(_ request: FragmentRequest) -> Bool { request.type.audience == .everyone }

    /// The markup with the fragments that `isIn` takes, and the places that are left.
    private func filled(_ isIn: (FragmentRequest) -> Bool) -> (markup: ByteBuffer, places: [Composition.Place]) {
        var page = ByteBuffer()
        var places: [Composition.Place] = []
        page.reserveCapacity(fragments.reduce(own.markup.readableBytes + 256) { $0 + ($1.part?.markup.readableBytes ?? 0) })
        own.markup.withUnsafeReadableBytes { bytes in
            var start = 0
            for index in fragments.indices {
                let offset = own.places[index].offset
                page.writeBytes(UnsafeRawBufferPointer(rebasing: bytes[start..<offset]))
                start = offset
                if !isIn(own.requests[index]) {
                    places.append(Composition.Place(offset: page.readableBytes, request: own.requests[index]))
                } else if let part = fragments[index].part {
                    page.writeImmutableBuffer(part.markup)
                } else {
                    page.writeBytes(own.requests[index].type.fallback.bytes)
                }
            }
            page.writeBytes(UnsafeRawBufferPointer(rebasing: bytes[start...]))
        }
        return (page, places)
    }

    /// One part of the own one and the fragments that `isIn` takes, which is stale as soon as any of them is. Nil when one is stale or a
    /// fallback already: such a page is not to be kept.
    private func merged(
        _ markup: ByteBuffer, _ places: [Composition.Place], _ version: UInt64, _ build: String, _ date: Int64,
        _ isIn: (FragmentRequest) -> Bool
    ) -> CachedPart? {
        var tags = Set(own.tags)
        var remaining = own.lifetime.fresh - own.age(at: date)
        var generation = own.generation
        for (request, fragment) in zip(own.requests, fragments) where isIn(request) {
            guard fragment.isKeepable, let part = fragment.part else { return nil }
            tags.formUnion(part.tags)
            remaining = min(remaining, part.lifetime.fresh - part.age(at: date))
            generation = Self.older(generation, part.generation)
        }
        guard remaining > 0 else { return nil }
        return CachedPart(
            markup: markup, places: places, showing: own.showing, version: version, tags: Array(tags), generation: generation,
            build: build,
            bornAt: date, lifetime: Lifetime(fresh: remaining, revalidating: remaining, failing: remaining))
    }

    /// The one that is before the other; nil when they do not compare, and then the page is not shared.
    private static func older(_ one: Generation?, _ other: Generation?) -> Generation? {
        guard let one, let other, one.epoch == other.epoch else { return nil }
        return one.counter < other.counter ? one : other
    }
}
