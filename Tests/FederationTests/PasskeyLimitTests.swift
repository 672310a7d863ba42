import Foundation
import HTTPTypes
import Shared
import SharedInfrastructure
import Support
import Testing
@testable import Federation

@Suite struct PasskeyLimitTests {
    @Test(arguments: [["/sign-in/passkey/options"], ["/sign-in/passkey"], ["/sign-in/passkey/options", "/sign-in/passkey"]])
    func `a network that asks too much for passkeys is told when to come again, and no other is`(paths: [String]) async throws {
        try await FederationSite.runOverSockets { running async throws in
            func ask(_ path: String, from client: String) async throws -> Answer {
                try await running.ask(
                    path, method: "POST",
                    [
                        "Origin": FederationSite.origin, "Accept": "application/json", "Content-Type": "application/json",
                        "X-Forwarded-For": client,
                    ], body: "{}")
            }
            for number in 0..<60 {
                #expect([200, 422].contains(try await ask(paths[number % paths.count], from: "203.0.113.\(number), 192.0.2.1").status))
            }
            for path in paths {
                let refused = try await ask(path, from: "192.0.2.1")
                #expect(refused.status == 429 && refused.headers[.contentType] == "application/problem+json")
                let wait = try #require(refused.headers[.retryAfter].flatMap { Int($0) })
                #expect((1...60).contains(wait) && refused.body.contains("Try again in a minute"))
                #expect([200, 422].contains(try await ask(path, from: "192.0.2.2").status))
            }
        }
    }

    @Test func `the networks of a wider one count together`() async throws {
        try await FederationSite.runOverSockets { running async throws in
            func ask(from client: String) async throws -> Int {
                try await running.ask(
                    "/sign-in/passkey/options", method: "POST", ["Origin": FederationSite.origin, "X-Forwarded-For": client]
                ).status
            }
            for number in 0..<300 { #expect(try await ask(from: "2001:db8:1:\(String(number / 50, radix: 16))::1") == 200) }
            #expect(try await ask(from: "2001:db8:1:ffff::1") == 429)
            #expect(try await ask(from: "2001:db8:2::1") == 200)
        }
    }
}
