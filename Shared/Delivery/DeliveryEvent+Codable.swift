/// The stored form: an object whose `type` says which event it is, for instance
/// `{"type":"failed","peer":"https://remote.example/inbox","cid":"9f86…","now":1767225600000}`. Moments are milliseconds since 1970.
/// Types and keys are never renamed; new ones may be added, since readers skip what they do not know.
extension DeliveryEvent: Codable {
    private enum Key: String, CodingKey {
        case type, peer, activity, cid, now, until, status
    }

    /// The event's type as it is stored.
    package var type: String {
        switch self {
        case .enqueued: "enqueued"
        case .delivered: "delivered"
        case .failed: "failed"
        case .deadLettered: "deadLettered"
        case .deferred: "deferred"
        case .parked: "parked"
        case .resumed: "resumed"
        case .unknown(let type): type
        }
    }

    /// Throws `DecodingError` when an event of a known type lacks something. An unknown type is no error, whatever else it carries.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        func peer() throws -> Peer { try container.decode(Peer.self, forKey: .peer) }
        func cid() throws -> ContentID { try container.decode(ContentID.self, forKey: .cid) }
        func moment(_ key: Key) throws -> Moment { try container.decode(Moment.self, forKey: key) }
        switch try container.decode(String.self, forKey: .type) {
        case "enqueued": self = .enqueued(peer: try peer(), activity: try container.decode(OutboundActivity.self, forKey: .activity))
        case "delivered": self = .delivered(peer: try peer(), cid: try cid())
        case "failed": self = .failed(peer: try peer(), cid: try cid(), now: try moment(.now))
        case "deadLettered":
            self = .deadLettered(peer: try peer(), cid: try cid(), status: try container.decodeIfPresent(Int.self, forKey: .status))
        case "deferred": self = .deferred(peer: try peer(), cid: try cid(), until: try moment(.until))
        case "parked": self = .parked(peer: try peer(), until: try moment(.until))
        case "resumed": self = .resumed(peer: try peer())
        case let type: self = .unknown(type)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(type, forKey: .type)
        try container.encodeIfPresent(peer, forKey: .peer)
        switch self {
        case .enqueued(_, let activity): try container.encode(activity, forKey: .activity)
        case .delivered(_, let cid): try container.encode(cid, forKey: .cid)
        case .failed(_, let cid, let now):
            try container.encode(cid, forKey: .cid)
            try container.encode(now, forKey: .now)
        case .deadLettered(_, let cid, let status):
            try container.encode(cid, forKey: .cid)
            try container.encodeIfPresent(status, forKey: .status)
        case .deferred(_, let cid, let until):
            try container.encode(cid, forKey: .cid)
            try container.encode(until, forKey: .until)
        case .parked(_, let until): try container.encode(until, forKey: .until)
        case .resumed, .unknown: break
        }
    }
}
