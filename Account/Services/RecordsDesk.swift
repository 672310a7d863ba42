import FoundationEssentials
import Shared

/// Where all that is kept of a member is put together for them.
struct RecordsDesk: Sendable {
    let transactions: any Transactions
    let records: [any PersonalRecords]
    let trail: any AuditTrail

    /// A file of JSON, that a person can read, too: an object with a part for each domain that keeps something.
    func export(_ owner: RecordsOwner, on device: String, at moment: Date) async throws -> Data {
        try await transactions.run { (transaction: borrowing Transaction) in
            let entry = AuditEntry(kind: .exported, at: moment, device: device, detail: "")
            try await trail.record(entry, of: owner.person.id, in: transaction)
        }
        var export = RecordsExport(at: moment)
        for part in records { export.parts.append((part.name, try await part.records(of: owner))) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return try encoder.encode(export)
    }
}

/// The parts by their names, beside when and whence they are.
private struct RecordsExport: Encodable {
    let at: Date
    var parts: [(name: String, records: any Encodable & Sendable)] = []

    init(at: Date) { self.at = at }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Name.self)
        try container.encode("Rose Ash", forKey: Name("from"))
        try container.encode(at, forKey: Name("exportedAt"))
        for part in parts { try part.records.encode(to: container.superEncoder(forKey: Name(part.name))) }
    }

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(_ name: String) { stringValue = name }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
