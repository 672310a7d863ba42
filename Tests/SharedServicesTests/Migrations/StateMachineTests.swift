import FoundationEssentials
import Shared
import SharedPostgres
import Support
import Testing

/// Each declared machine is the one that the database has: its states in a check, its transitions in the table that a trigger asks.
@Suite struct StateMachineTests {
    @Test func `the database's transitions are the declared ones`() async throws {
        try await withMigratedDatabase { database async throws in
            let rows = try await database.query(
                "select machine || ': ' || from_status || ' -> ' || to_status as line from public.state_transitions order by 1")
            let declared =
                lines(PostStatus.self) + lines(ProductStatus.self) + lines(EntryStatus.self) + lines(HandlingState.self)
                + lines(MailState.self)
            let stored: [String] = try rows.map { try $0["line"] }
            #expect(stored == declared.sorted())
        }
    }

    @Test func `the database's states are the declared ones`() async throws {
        try await withMigratedDatabase { database async throws in
            for (constraint, states) in [
                ("posts_status", PostStatus.allCases.map(\.rawValue)), ("products_status", ProductStatus.allCases.map(\.rawValue)),
                ("entries_status", EntryStatus.allCases.map(\.rawValue)), ("ap_handlings_status", HandlingState.allCases.map(\.rawValue)),
                ("messages_status", MailState.allCases.map(\.rawValue)),
            ] {
                let rows = try await database.query(
                    """
                    select (regexp_matches(pg_get_constraintdef(oid), '''([a-z-]+)''', 'g'))[1] as state
                    from pg_constraint where conname = \(constraint)
                    """)
                let stored: [String] = try rows.map { try $0["state"] }
                #expect(Set(stored) == Set(states), "\(constraint)")
            }
        }
    }

    @Test func `every change of a post's status is taken or refused as declared`() async throws {
        try await withMigratedDatabase { database async throws in
            for from in PostStatus.allCases {
                for to in PostStatus.allCases {
                    let id = ID<Post>()
                    try await database.query(
                        """
                        insert into blog.posts (id, kind, slug, title, body, plain_text, status, published_at)
                        values (\(id), 'post', \("post-\(from)-\(to)"), 'A post', '', '', \(from.rawValue), now())
                        """)
                    let wasTaken: Bool
                    do {
                        try await database.query("update blog.posts set status = \(to.rawValue) where id = \(id)")
                        wasTaken = true
                    } catch let error as PostgresError {
                        #expect(error.serverError?.isCheckViolation(of: "state_transitions") == true)
                        wasTaken = false
                    }
                    #expect(wasTaken == from.mayBecome(to), "\(from) to \(to)")
                }
            }
        }
    }

    @Test func `labels are the ones that the database takes`() async throws {
        try await withMigratedDatabase { database async throws in
            let rows = try await database.query(
                """
                select (regexp_matches(pg_get_constraintdef(oid), '''([a-z:-]+)''', 'g'))[1] as label
                from pg_constraint where conname = 'products_labels'
                """)
            let stored: [String] = try rows.map { try $0["label"] }
            #expect(Set(stored) == Set(Label.allCases.map(\.rawValue)))
        }
    }

    private func lines<Machine: StateMachine>(_: Machine.Type) -> [String] {
        Machine.transitions.flatMap { from, to in to.map { "\(Machine.machine): \(from.rawValue) -> \($0.rawValue)" } }
    }
}
