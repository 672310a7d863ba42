package import Shared
package import SharedPostgres

/// ``People`` over PostgreSQL.
package struct PostgresPeople: People {
    private let database: Database
    private let activities: any Activities

    /// Records who joins with `activities`.
    package init(_ database: Database, recording activities: any Activities) {
        self.database = database
        self.activities = activities
    }

    package func person(_ id: ID<Person>) async throws -> Person? {
        try await database.query(
            "select id, username, name, email, joined_at, version from account.people where id = \(id)", on: .lane
        ).first.map { try $0.person }
    }

    package func named(_ username: Username) async throws -> Person? {
        try await database.query(
            "select id, username, name, email, joined_at, version from account.people where username = \(username)", on: .lane
        ).first.map { try $0.person }
    }

    package func reached(at address: EmailAddress) async throws -> Person? {
        try await database.query(
            "select id, username, name, email, joined_at, version from account.people where email = \(address)", on: .lane
        ).first.map { try $0.person }
    }

    package func register(
        _ username: Username, name: String, email: EmailAddress, in transaction: borrowing Transaction
    ) async throws -> Person {
        guard Person.isName(name) else { throw PeopleError.invalidName }
        let connection = try transaction.connection
        let inserted = try await connection.query(
            """
            insert into account.people (id, username, name, email) values (\(ID<Person>()), \(username), \(name), \(email))
            on conflict do nothing
            returning id, username, name, email, joined_at, version
            """
        ).first
        guard let inserted else {
            let taken = try await connection.query(
                """
                select id from account.people where account.username_skeleton(username) = account.username_skeleton(\(username))
                """)
            throw taken.isEmpty ? PeopleError.addressTaken(email) : PeopleError.usernameTaken(username)
        }
        let person = try inserted.person
        // Asked now, and not before: whoever has this name may just have left, and the insert has waited for that.
        let former = try await connection.query(
            """
            select left_at from account.former_usernames where account.username_skeleton(username) = account.username_skeleton(\(username))
            """)
        guard former.isEmpty else {
            try await connection.query("delete from account.people where id = \(person.id)")
            throw PeopleError.usernameTaken(username)
        }
        let facts = ActivityFacts(title: person.name, slug: nil)
        let news = NewActivity(
            kind: .personJoined, object: .person(person.id), version: person.version, visibility: .private, facts: facts)
        _ = try await activities.record(news, in: transaction)
        return person
    }
}
