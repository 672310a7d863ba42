import ArgumentParser
import Shared
import SharedServices
import Support
import Testing

@testable import SharedInfrastructure

/// What an operator learns of mail.
@Suite struct MailCommandTests {
    private enum Program: OperatedService { static let service = ServiceName.federation }
    private typealias Try = MailCommand<Program>.Try

    @Test func `a message that is tried is sent, refused, or waits, and the operator is told which`() async throws {
        try await PostOffice.run { office async throws in
            for (outcome, sentence) in [
                (MailOutcome.failed(error: "550 5.1.1 Nobody"), "It was refused: 550 5.1.1 Nobody"),
                (
                    .notTried(error: "the relay cannot be reached", retryAfter: .seconds(60)),
                    "It waits to be tried again: the relay cannot be reached"
                ),
            ] {
                let message = try await office.post()
                for claimed in try await office.queue.claim(limit: 1, lease: .seconds(60)) {
                    #expect(try await office.queue.settle(claimed, as: outcome))
                }
                await #expect(throws: OperatorError(sentence)) {
                    try await Try.outcome(of: message.id, in: office.queue, within: .milliseconds(300))
                }
            }
            let message = try await office.post(to: "omar")
            await #expect(throws: OperatorError.self) {
                try await Try.outcome(of: message.id, in: office.queue, within: .milliseconds(300))
            }
            for claimed in try await office.queue.claim(limit: 9, lease: .seconds(60)) {
                #expect(try await office.queue.settle(claimed, as: .sent))
            }
            #expect(try await Try.outcome(of: message.id, in: office.queue, within: .seconds(5)).hasPrefix("The relay has taken it."))
            let lines = try await office.queue.troubled(limit: 10).map(\.lines)
            #expect(lines.count == 2 && lines[1].contains(" sign-in to maya@rose-ash.test: failed, 1 attempts, posted "))
            #expect(lines[1].hasSuffix("\n    550 5.1.1 Nobody") && lines[0].contains(": waiting, 0 attempts"))
        }
    }

    @Test func `without a further word, what did not go out is listed`() throws {
        #expect(try MailCommand<Program>.parseAsRoot([]) is MailCommand<Program>.Troubled)
        #expect((try MailCommand<Program>.parseAsRoot(["try", "Maya@Rose-Ash.test"]) as? Try)?.address.description == "maya@rose-ash.test")
        #expect(throws: (any Error).self) { try MailCommand<Program>.parseAsRoot(["try", "nobody"]) }
    }
}
