import Foundation
import Shared
import SharedPostgres
import Support
import Testing

/// Values that do not fit, on either side.
@Suite(.timeLimit(.minutes(2))) struct ValueErrorTests {
    @Test func `a column that is missing, of another type or out of range is named in the error`() async throws {
        try await withTestDatabase { database in
            let rows = try await database.query(
                "select 70000 as number, 'sold' as state, 1.5::numeric as price, now()::timestamp as local, array[[1],[2]] as grid")
            let row = try #require(rows.first)
            #expect(
                throws: PostgresError.decoding(column: "title", reason: .missing(columns: ["number", "state", "price", "local", "grid"]))
            ) {
                try row["title"] as String
            }
            #expect(throws: PostgresError.decoding(column: "number", reason: .mismatch(found: 23, wanted: "String"))) {
                try row["number"] as String
            }
            #expect(throws: PostgresError.decoding(column: "number", reason: .invalid("70000 does not fit Int16"))) {
                try row["number"] as Int16
            }
            #expect(throws: PostgresError.decoding(column: "state", reason: .invalid("“sold” is no TicketState"))) {
                try row["state"] as TicketState
            }
            #expect(throws: PostgresError.decoding(column: "price", reason: .mismatch(found: 1700, wanted: "Double"))) {
                try row["price"] as Double
            }
            #expect(throws: PostgresError.decoding(column: "local", reason: .mismatch(found: 1114, wanted: "Date"))) {
                try row["local"] as Date
            }
            #expect(throws: PostgresError.decoding(column: "grid", reason: .invalid("an array of 2 dimensions"))) {
                try row["grid"] as [Int]
            }
            #expect(throws: PostgresError.decoding(column: "number", reason: .mismatch(found: 23, wanted: "[Int]"))) {
                try row["number"] as [Int]
            }
            let message = "\(PostgresError.decoding(column: "price", reason: .mismatch(found: 1700, wanted: "Double")))"
            #expect(message == "Column “price” cannot be read: it is numeric, which is not read as Double")
        }
    }

    @Test func `a value that PostgreSQL cannot hold is refused before anything is sent`() async throws {
        try await withTestDatabase { database in
            let sentence = "Leek\0soup"
            for route in [Route.pool, .lane] {
                await #expect(throws: PostgresError.encoding(position: 2, reason: "text that holds a NUL character cannot be stored")) {
                    try await database.query("select \(1), \(sentence)::text", on: route)
                }
            }
            await #expect(throws: PostgresError.encoding(position: 1, reason: "text that holds a NUL character cannot be stored")) {
                try await database.query("select \([sentence])")
            }
            await #expect(throws: PostgresError.encoding(position: 1, reason: "an array of arrays cannot be sent")) {
                try await database.query("select \([[1], [2]])")
            }
            await #expect(throws: PostgresError.encoding(position: 1, reason: "a date that is not a number cannot be stored")) {
                try await database.query("select \(Date(timeIntervalSince1970: .nan))")
            }
        }
    }
}
