import Shared
import SharedPostgres
import Support
import Testing

@Suite(.timeLimit(.minutes(2))) struct CopyTests {
    static let products = TestTemplate("products") { database in
        try await database.query(
            "create table products (id uuid primary key, name text not null, price int8, organic bool, tags text[], photo bytea)")
    }
    enum Product {}

    @Test func `a hundred thousand products are stored as they were written`() async throws {
        try await withTestDatabase(Self.products) { database in
            let first = ID<Product>()
            let count = try await database.run { (transaction: borrowing Transaction) in
                try await transaction.connection.copy(
                    "copy products (id, name, price, organic, tags, photo) from stdin with (format binary)"
                ) { rows in
                    try await rows.row(first, "Leek", 120, true, ["green", "winter"], [1, 2, 3] as [UInt8])
                    for number in 1..<100_000 {
                        try await rows.row(
                            ID<Product>(), "Product \(number)", number % 10 == 0 ? nil : number, number % 2 == 0, [] as [String],
                            nil as [UInt8]?)
                    }
                }
            }
            #expect(count == 100_000)
            let row = try #require(
                try await database.query(
                    "select count(*) as count, count(price) as priced, sum(price)::int8 as sum, count(photo) as photos from products"
                ).first)
            #expect(try row["count"] == 100_000 && row["priced"] == 90_001 && row["photos"] == 1)
            let leek = try #require(try await database.query("select * from products where id = \(first)").first)
            #expect(try leek["name"] == "Leek" && leek["tags"] == ["green", "winter"] && leek["photo"] == [1, 2, 3] as [UInt8])
        }
    }

    @Test func `text is copied as it is written, in pieces`() async throws {
        try await withTestDatabase(Self.products) { database in
            let count = try await database.withConnection { connection in
                try await connection.copy("copy products (id, name) from stdin with (format csv)") { rows in
                    for number in 0..<1000 {
                        try await rows.write(Array("\(ID<Product>()),\"Leek, ".utf8))
                        try await rows.write(Array("\(number)\"\n".utf8))
                    }
                }
            }
            #expect(count == 1000)
        }
    }

    @Test func `a copy that fails half-way stores nothing and leaves the connection usable`() async throws {
        struct Unreadable: Error {}
        try await withTestDatabase(Self.products, configure: { $0.poolSize = 1 }) { database async throws in
            let statement: SQL = "copy products (id, name) from stdin with (format binary)"
            await #expect(throws: Unreadable.self) {
                try await database.withConnection { connection in
                    try await connection.copy(statement) { rows in
                        for _ in 0..<5000 { try await rows.row(ID<Product>(), "Leek") }
                        throw Unreadable()
                    }
                }
            }
            let id = ID<Product>()
            let twice = await #expect(throws: PostgresError.self) {
                try await database.withConnection { connection in
                    try await connection.copy(statement) { rows in for _ in 0..<2 { try await rows.row(id, "Leek") } }
                }
            }
            #expect(twice?.uniqueViolation("products_pkey") == true)
            await #expect(throws: PostgresError.encoding(position: 2, reason: "text that holds a NUL character cannot be stored")) {
                try await database.withConnection { try await $0.copy(statement) { try await $0.row(id, "Le\0ek") } }
            }
            let narrow = await #expect(throws: PostgresError.self) {
                try await database.withConnection {
                    try await $0.copy("copy products (price) from stdin with (format binary)") { try await $0.row(Int32(1)) }
                }
            }
            #expect(narrow?.serverError?.message == "insufficient data left in message")
            #expect(try await database.query("select count(*) as count from products").first?["count"] == 0)
        }
    }

    @Test func `a cancelled copy stores nothing`() async throws {
        try await withTestDatabase(Self.products, configure: { $0.poolSize = 1 }) { database async throws in
            let copying = Meeting(of: 2)
            let importer = Task {
                try await database.withConnection { connection in
                    try await connection.copy("copy products (id, name) from stdin with (format binary)") { rows in
                        try await rows.row(ID<Product>(), "Leek")
                        await copying.arrive()
                        while true { try await rows.row(ID<Product>(), "Leek") }
                    }
                }
            }
            await copying.arrive()
            importer.cancel()
            await #expect(throws: CancellationError.self) { try await importer.value }
            #expect(try await database.query("select count(*) as count from products").first?["count"] == 0)
        }
    }

    @Test func `what does not belong into a copy is refused`() async throws {
        try await withTestDatabase(Self.products) { database in
            try await database.withConnection { connection in
                await #expect(throws: PostgresError.misuse(reason: "The statement is no COPY … FROM STDIN")) {
                    try await connection.copy("select 1") { _ in }
                }
                let missing = await #expect(throws: PostgresError.self) { try await connection.copy("copy stalls from stdin") { _ in } }
                #expect(missing?.serverError?.sqlstate == .undefinedTable)
                try await connection.copy("copy products (id) from stdin") { rows in
                    await #expect(throws: PostgresError.misuse(reason: "The connection is busy with a COPY")) {
                        try await connection.query("select 1")
                    }
                    await #expect(throws: PostgresError.misuse(reason: "Rows of values need COPY … WITH (FORMAT BINARY)")) {
                        try await rows.row(1)
                    }
                }
                #expect(try await connection.query("select 1 as one").first?["one"] == 1)
            }
        }
    }
}
