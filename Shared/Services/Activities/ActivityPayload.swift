import FoundationEssentials
import Shared
import SharedPostgres

/// An activity as its payload writes it: JSON with its keys in order. The bytes are stored as they were made, and never made again, since
/// their hash is the activity's name.
struct ActivityPayload: Codable {
    let id: ID<Activity>
    let kind: ActivityKind
    let object: ObjectReference
    let version: Version
    let visibility: Activity.Visibility
    let occurredAt: Date
    let facts: ActivityFacts

    init(id: ID<Activity>, _ news: NewActivity, at moment: Date) {
        self.id = id
        kind = news.kind
        object = news.object
        version = news.version
        visibility = news.visibility
        occurredAt = moment
        facts = news.facts
    }

    func bytes() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return Array(try encoder.encode(self))
    }

    /// What a handler needs is read from the payload; the rest stands in columns, too.
    static func facts(in bytes: [UInt8]) throws -> ActivityFacts {
        struct Part: Decodable { let facts: ActivityFacts }
        return try JSONDecoder().decode(Part.self, from: Data(bytes)).facts
    }
}

extension PostgresRow {
    /// Of the columns of `ap_activities`.
    var activity: Activity {
        get throws {
            let cid: [UInt8] = try self["cid"]
            guard let cid = ContentID(bytes: cid) else { throw PostgresError.decoding(column: "cid", reason: .invalid("no SHA-256")) }
            let object = ObjectReference(kind: try self["object_kind"], id: try self["object_id"])
            let facts = try ActivityPayload.facts(in: try self["payload"])
            return Activity(
                id: try self["id"], kind: try self["kind"], object: object, version: try self["version"],
                visibility: try self["visibility"], occurredAt: try self["occurred_at"], facts: facts, cid: cid)
        }
    }
}
