import HTTPTypes
import NIOCore

/// A rendered part of a page, as the caches hold it: a fragment, a page's own composition, or a whole page. Immutable, and shared by all
/// who show it.
final class CachedPart: Sendable {
    let markup: ByteBuffer
    /// The fragments' places in a page's own composition; empty in a fragment and in a whole page.
    let places: [Composition.Place]
    /// What belongs into the places.
    let requests: [FragmentRequest]
    /// All fragments that it shows: those of the places, and those that are in the markup already.
    let showing: [FragmentRequest]
    /// The page's `Server-Timing` when all of it is at hand, as it mostly is.
    let timingAtHand: HTTPField
    /// Names the content: equal markup has equal versions, in every process. ETags are made of these.
    let version: UInt64
    let tags: [CacheTag]
    /// Read before it was made. Nil when Redis could not be asked: then it is never shared with other processes.
    let generation: Generation?
    /// Of the service that rendered it.
    let build: String
    /// When it was made, in milliseconds since 1970.
    let bornAt: Int64
    let lifetime: Lifetime

    /// - Parameter showing: all fragments of the page, when some of them are in the markup already.
    init(
        markup: ByteBuffer, places: [Composition.Place] = [], showing: [FragmentRequest]? = nil, version: UInt64, tags: [CacheTag],
        generation: Generation?, build: String,
        bornAt: Int64, lifetime: Lifetime
    ) {
        self.markup = markup
        self.places = places
        let requests = places.map(\.request)
        self.requests = requests
        self.showing = showing ?? requests
        timingAtHand = ServerTiming.atHand(self.showing)
        self.version = version
        self.tags = tags
        self.generation = generation
        self.build = build
        self.bornAt = bornAt
        self.lifetime = lifetime
    }

    /// How old it is, in milliseconds. A birth in the future (a clock was set, or two machines disagree) says nothing: then it counts as
    /// no longer fresh.
    func age(at date: Int64) -> Int64 {
        let age = date - bornAt
        return age >= -Self.tolerableSkew ? max(0, age) : lifetime.fresh
    }

    private static let tolerableSkew: Int64 = 2_000

    /// What it takes of a process's memory, in bytes: the markup and, about, what keeps it.
    var cost: Int { markup.readableBytes + 384 + tags.count * 96 + places.count * 160 }
}
