import Foundation
import Support
import Synchronization
import Testing

@testable import SharedInfrastructure

/// How often the authorization server is asked for its keys.
@Suite struct ProviderKeysTests {
    /// Answers with a key of `id`, counts, and lets time pass.
    private final class Book: Sendable {
        struct State {
            var id = "one"
            var isAway = false
            var asked = 0
            var now = ContinuousClock.now
        }
        let state = Mutex(State())
        /// Of 2048 bits, and odd.
        private static let modulus = "1" + String(repeating: "A", count: 340) + "Q"

        var keys: ProviderKeys {
            ProviderKeys(now: { self.state.withLock { $0.now } }) {
                try self.state.withLock { state in
                    state.asked += 1
                    if state.isAway { throw SignInFault.unavailable("away") }
                    return Array("{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"\(state.id)\",\"n\":\"\(Self.modulus)\",\"e\":\"AQAB\"}]}".utf8)
                }
            }
        }
        func pass(_ time: Duration) { state.withLock { $0.now += time } }
        var asked: Int { state.withLock { $0.asked } }
    }

    @Test func `many who need keys at once ask once`() async throws {
        let book = Book()
        let keys = book.keys
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<50 { group.addTask { _ = try await keys.key("one") } }
            try await group.waitForAll()
        }
        #expect(book.asked == 1)
    }

    @Test func `a key that is not known is asked for once in a while, however many invent one`() async throws {
        let book = Book()
        let keys = book.keys
        _ = try await keys.key("one")
        for number in 0..<20 { await #expect(throws: SignInFault.self) { try await keys.key("invented-\(number)") } }
        #expect(book.asked == 1)
        book.pass(ProviderKeys.pause)
        book.state.withLock { $0.id = "two" }
        _ = try await keys.key("two")
        #expect(book.asked == 2)
        await #expect(throws: SignInFault.untrusted("nothing is signed with the key one")) { try await keys.key("one") }
    }

    @Test func `keys are asked for anew in time, and while that fails the last word counts`() async throws {
        let book = Book()
        let keys = book.keys
        _ = try await keys.key("one")
        book.pass(ProviderKeys.lifetime + .seconds(1))
        book.state.withLock { $0.isAway = true }
        _ = try await keys.key("one")
        _ = try await keys.key("one")
        #expect(book.asked == 2)
        book.pass(ProviderKeys.pauseAfterFailure)
        book.state.withLock { ($0.isAway, $0.id) = (false, "two") }
        await #expect(throws: SignInFault.self) { try await keys.key("one") }
        #expect(book.asked == 3)
    }

    @Test func `before there was any answer, that there is none is said, and asked again soon`() async throws {
        let book = Book()
        let keys = book.keys
        book.state.withLock { $0.isAway = true }
        for _ in 0..<5 { await #expect(throws: SignInFault.self) { try await keys.key("one") } }
        #expect(book.asked == 1)
        book.state.withLock { $0.isAway = false }
        book.pass(ProviderKeys.pauseAfterFailure)
        _ = try await keys.key("one")
    }

    @Test(arguments: [
        "{\"kty\":\"RSA\",\"kid\":\"one\",\"n\":\"AQAB\",\"e\":\"AQAB\"}", "{\"kty\":\"oct\",\"kid\":\"one\",\"k\":\"c2VjcmV0\"}",
        "{\"kty\":\"RSA\",\"kid\":\"one\",\"e\":\"AQAB\"}", "{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}", "7", "null",
    ])
    func `what is no key for our signatures is none`(key: String) async throws {
        let keys = ProviderKeys { Array("{\"keys\":[\(key)]}".utf8) }
        await #expect(throws: SignInFault.self) { try await keys.key("one") }
    }
}
