import NIOCore
import SharedHTML

/// A page's own part and its fragments, ready to be written.
struct ComposedPage {
    let own: CachedPart
    let ownSource: PartSource
    let ownCost: TimeAmount
    /// In the order of the own part's places.
    let fragments: [LoadedFragment]

    /// Of all that it shows, fallbacks included.
    var version: UInt64 {
        var version = own.version
        for (place, fragment) in zip(own.places, fragments) {
            version = PartVersion.combine(version, fragment.part?.version ?? place.request.type.fallbackVersion)
        }
        return version
    }

    /// All of it in one buffer, each byte copied once.
    func markup(room: Int = 0) -> ByteBuffer {
        var page = ByteBuffer()
        page.reserveCapacity(fragments.reduce(own.markup.readableBytes + room + 256) { $0 + ($1.part?.markup.readableBytes ?? 0) })
        own.markup.withUnsafeReadableBytes { bytes in
            var start = 0
            for (place, fragment) in zip(own.places, fragments) {
                page.writeBytes(UnsafeRawBufferPointer(rebasing: bytes[start..<place.offset]))
                start = place.offset
                if let part = fragment.part {
                    page.writeImmutableBuffer(part.markup)
                } else {
                    page.writeBytes(place.request.type.fallback.bytes)
                }
            }
            page.writeBytes(UnsafeRawBufferPointer(rebasing: bytes[start...]))
        }
        return page
    }

    var timing: String {
        let isAtHand = ownSource == .process && fragments.allSatisfy { $0.source == .process && $0.cost == .zero }
        return isAtHand ? own.timingAtHand : ServerTiming.parts(own: (ownSource, ownCost), zip(own.places, fragments))
    }

    /// It as one part, which is stale as soon as any of its parts is. Nil when one of them is stale or a fallback already: such a page is
    /// not to be kept.
    func whole(_ markup: ByteBuffer, build: String, at date: Int64) -> CachedPart? {
        var tags = Set(own.tags)
        var remaining = own.lifetime.fresh - own.age(at: date)
        var generation = own.generation
        for fragment in fragments {
            guard let part = fragment.part, fragment.source != .stale, fragment.source != .fallback else { return nil }
            tags.formUnion(part.tags)
            remaining = min(remaining, part.lifetime.fresh - part.age(at: date))
            generation = Self.older(generation, part.generation)
        }
        guard remaining > 0 else { return nil }
        return CachedPart(
            markup: markup, version: version, tags: Array(tags), generation: generation, build: build, bornAt: date,
            lifetime: Lifetime(fresh: remaining, revalidating: remaining, failing: remaining))
    }

    /// The one that is before the other; nil when they do not compare, and then the page is not shared.
    private static func older(_ one: Generation?, _ other: Generation?) -> Generation? {
        guard let one, let other, one.epoch == other.epoch else { return nil }
        return one.counter < other.counter ? one : other
    }
}
