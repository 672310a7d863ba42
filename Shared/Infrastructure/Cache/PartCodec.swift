import NIOCore
import Shared

/// A part's bytes in Redis. Only builds of one shape read each other: the first two bytes say which.
enum PartCodec {
    private static let shape: UInt16 = 0x5201

    /// The bytes of `part`, which were current at its generation.
    static func encode(_ part: CachedPart, generation: Generation) -> ByteBuffer {
        var bytes = ByteBuffer()
        bytes.reserveCapacity(part.markup.readableBytes + 256)
        bytes.writeMultipleIntegers(shape, generation.epoch, generation.counter, part.version, part.bornAt)
        bytes.writeMultipleIntegers(part.lifetime.fresh, part.lifetime.revalidating, part.lifetime.failing)
        bytes.writeText(part.build)
        bytes.writeInteger(UInt16(part.tags.count))
        for tag in part.tags { bytes.writeText(tag.description) }
        bytes.writeInteger(UInt16(part.places.count))
        for place in part.places {
            bytes.writeInteger(UInt32(place.offset))
            bytes.writeText(place.request.type.origin.rawValue)
            bytes.writeText(place.request.type.name)
            bytes.writeText(place.request.address)
        }
        bytes.writeImmutableBuffer(part.markup)
        return bytes
    }

    /// What `encode` wrote; nil when the bytes are of another shape, cut short, or name a fragment that nobody declares.
    static func decode(_ bytes: ByteBuffer) -> CachedPart? {
        var bytes = bytes
        guard
            let (found, epoch, counter, version, bornAt) = bytes.readMultipleIntegers(as: (UInt16, UInt64, UInt64, UInt64, Int64).self),
            found == shape, let (fresh, revalidating, failing) = bytes.readMultipleIntegers(as: (Int64, Int64, Int64).self),
            let build = bytes.readText(), let tags = bytes.readList({ $0.readText().flatMap { CacheTag($0) } }),
            let places = bytes.readList(readPlace)
        else { return nil }
        guard zip(places, places.dropFirst()).allSatisfy({ $0.offset <= $1.offset }), (places.last?.offset ?? 0) <= bytes.readableBytes
        else {
            return nil
        }
        return CachedPart(
            markup: bytes.slice(), places: places, version: version, tags: tags, generation: Generation(epoch: epoch, counter: counter),
            build: build, bornAt: bornAt, lifetime: Lifetime(fresh: fresh, revalidating: revalidating, failing: failing))
    }

    private static func readPlace(_ bytes: inout ByteBuffer) -> Composition.Place? {
        guard let offset = bytes.readInteger(as: UInt32.self), let origin = bytes.readText().flatMap(ServiceName.init(rawValue:)),
            let name = bytes.readText(), let address = bytes.readText(), let type = FragmentType.named(name, of: origin)
        else { return nil }
        return Composition.Place(offset: Int(offset), request: FragmentRequest(type, address: address))
    }
}

extension ByteBuffer {
    fileprivate mutating func writeText(_ text: String) {
        writeInteger(UInt16(text.utf8.count))
        writeString(text)
    }

    fileprivate mutating func readText() -> String? { readInteger(as: UInt16.self).flatMap { readString(length: Int($0)) } }

    fileprivate mutating func readList<Element>(_ read: (inout ByteBuffer) -> Element?) -> [Element]? {
        guard let count = readInteger(as: UInt16.self) else { return nil }
        var list: [Element] = []
        for _ in 0..<count {
            guard let element = read(&self) else { return nil }
            list.append(element)
        }
        return list
    }
}
