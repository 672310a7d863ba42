import FoundationEssentials
import Logging
import ServiceLifecycle
import Shared
import SharedServices
import Support
import Testing

@Suite struct DuePublisherTests {
    @Test func `a scheduled post appears by itself, and the publisher stops when it is told to`() async throws {
        try await withCoOp { coOp async throws in
            try await coOp.save(.short("news"))
            try await coOp.schedule(slug("news"), for: Date().addingTimeInterval(0.3))
            let publisher = DuePublisher(coOp.publishing, in: coOp.database, every: .milliseconds(50), logger: .silent)
            let group = ServiceGroup(services: [publisher], logger: .silent)
            async let running: Void = group.run()
            try await eventually(within: .seconds(10)) { try await coOp.posts.latest(PageRequest()).total == 1 }
            await group.triggerGracefulShutdown()
            try await running
        }
    }
}
