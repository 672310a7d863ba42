import Foundation
import NIOCore
import Shared
import SharedInfrastructure
import SharedPostgres
import Support
import Testing
@testable import Federation

/// The worker alone, which tells clients that somebody has signed out.
struct LogoutWorkerTests {
    @Test func `a client that never answers holds up no other, and is told one thing at a time`() async throws {
        let (listening, silent) = (Listening(), try SilentServer())
        try await listening.run { port in
            try await LogoutOffice.run { office async throws in
                try await office.register("silent", logout: "http://127.0.0.1:\(silent.port)/logout")
                try await office.register("ally", logout: "http://127.0.0.1:\(port)/logout")
                for _ in 0..<20 { try await office.queue("silent") }
                for _ in 0..<20 { try await office.queue("ally") }
                try await office.work(limit: .seconds(300)) {
                    try await eventually("all of the other are told") { try await office.count("ally", "delivered") == 20 }
                    #expect(try await office.attempts("silent") == 1)
                }
                #expect(Set(listening.bodies).count == 20)
            }
        }
    }

    @Test func `a client that does not answer in time is told again later`() async throws {
        let silent = try SilentServer()
        try await LogoutOffice.run { office async throws in
            try await office.register("silent", logout: "http://127.0.0.1:\(silent.port)/logout")
            try await office.queue("silent")
            try await office.work(limit: .milliseconds(100)) {
                try await eventually("it is tried again") { try await office.attempts("silent") >= 2 }
                let rows = try await office.database.query("select status, error from oauth.logout_deliveries")
                #expect(try rows.map { try $0["status"] as String } == ["waiting"])
                #expect(try rows.compactMap { try $0["error"] as String? }.first?.contains("did not answer, within 0.1 seconds") == true)
            }
        }
    }

    /// Section 2.8 knows 200, 204 and 400; the others are what stands in front of a client.
    @Test func `whatever is no success is tried again, each time with a token of its own`() async throws {
        let failures = [400, 500, 302, 503, 404, 429]
        for success in [200, 204] {
            let listening = Listening(answering: failures + [success])
            try await listening.run { port in
                try await LogoutOffice.run { office async throws in
                    try await office.register("ally", logout: "http://127.0.0.1:\(port)/logout")
                    try await office.queue("ally")
                    try await office.work {
                        try await eventually("it is told") {
                            // So that the test need not wait for the gaps.
                            try await office.database.query(
                                "update oauth.logout_deliveries set due_at = now() where due_at < now() + interval '20 minutes'")
                            return try await office.count("ally", "delivered") == 1
                        }
                    }
                    #expect(Set(listening.bodies).count >= failures.count + 1)
                }
            }
        }
    }

    @Test func `what is under way when the service stops is waited for`() async throws {
        let silent = try SilentServer()
        try await LogoutOffice.run { office async throws in
            try await office.register("silent", logout: "http://127.0.0.1:\(silent.port)/logout")
            try await office.queue("silent")
            let worker = try office.worker(limit: .milliseconds(200))
            let working = Task { try await worker.run() }
            try await eventually("it is tried") { try await office.attempts("silent") == 1 }
            worker.bell.finish()
            try await working.value
            #expect(try await office.database.query("select error from oauth.logout_deliveries where error is not null").count == 1)
        }
    }

    @Test func `a name that is not found out in time costs one delivery its time, and no other`() async throws {
        let hanging = DispatchSemaphore(value: 0)
        defer { for _ in 0..<4 { hanging.signal() } }
        let names = NameLookup { host in
            if host == "slow.example" { hanging.wait() }
            return try .makeAddressResolvingHost("127.0.0.1", port: 443)
        }
        let courier = LogoutCourier(try LogoutTests.production, limit: .milliseconds(200), names: names)
        for _ in 0..<2 {
            let failure = await #expect(throws: LogoutCourier.Failure.self) {
                try await courier.post("x", to: "https://slow.example/logout", of: .thirdParty)
            }
            guard case .late? = failure else { throw NeverHappened(what: "the courier gives up, but: \(String(describing: failure))") }
        }
        let patient = LogoutCourier(try LogoutTests.production, limit: .seconds(60), names: names)
        let failure = await #expect(throws: LogoutCourier.Failure.self) {
            try await patient.post("x", to: "https://ally.example/logout", of: .thirdParty)
        }
        guard case .notPublic? = failure else {
            throw NeverHappened(what: "another name is looked up, but: \(String(describing: failure))")
        }
        await courier.close()
        await patient.close()
    }
}
