import DequeModule
import Logging

/// What the lane's thread does: connects, again after each loss, and carries reads over until the lane is closed.
final class LaneThread {
    private let inbox: LaneInbox
    private let configuration: PostgresConfiguration
    private let logger: Logger
    private let meters: PostgresMeters
    private var backoff = Backoff()
    /// Reads that were not sent yet.
    private var waiting = Deque<LaneRequest>()
    private var arrived: [LaneRequest] = []
    private var isClosed = false

    init(inbox: LaneInbox, configuration: PostgresConfiguration, logger: Logger, meters: PostgresMeters) {
        self.inbox = inbox
        self.configuration = configuration
        self.logger = logger
        self.meters = meters
    }

    func run() {
        while !isClosed {
            takeRequests()
            do throws(PostgresError) {
                let pipeline = try connect()
                backoff.succeeded()
                carry(over: pipeline)
            } catch {
                if !backoff.hasFailed { logger.warning("The lane: \(error)") }
                refuse(with: error, for: backoff.next())
            }
        }
        for request in waiting + inbox.threadEnded() { request.finish(.failure(PostgresError.shutDown)) }
    }

    private func connect() throws(PostgresError) -> Pipeline {
        let wire = try Wire.connect(
            configuration, as: "lane",
            settings: [
                "timezone=UTC", "statement_timeout=\(configuration.laneTimeout.milliseconds)", "default_transaction_read_only=on",
            ],
            patience: nil, interrupt: try Interrupt())
        let pipeline = try Pipeline(wire, patience: configuration.poolTimeout)
        meters.connected()
        return pipeline
    }

    /// Sends and receives until the connection is lost, or the lane is closed and everything is answered.
    private func carry(over pipeline: Pipeline) {
        while true {
            takeRequests()
            pipeline.send(&waiting)
            if isClosed, waiting.isEmpty, pipeline.isIdle { return }
            meters.laneHolds(waiting.count + pipeline.depth)
            do {
                if try pipeline.exchange(wake: inbox.wake) { inbox.wake.clear() }
            } catch {
                logger.warning("The lane: \(error)")
                pipeline.fail(with: error)
                // Refused for an outdated plan before the connection broke: in nobody's hands but these.
                for request in pipeline.takeOutdated() { waiting.prepend(request) }
                return
            }
            for request in pipeline.takeOutdated() { waiting.prepend(request) }
        }
    }

    private func takeRequests() {
        isClosed = inbox.take(into: &arrived)
        waiting.append(contentsOf: arrived)
    }

    /// The server cannot be reached, so reads fail at once, until it is time to try again.
    private func refuse(with error: PostgresError, for pause: Duration) {
        let end = ContinuousClock.now + pause
        repeat {
            takeRequests()
            while let request = waiting.popFirst() { request.finish(.failure(error)) }
            if isClosed { return }
            if Readiness.wait(on: -1, writing: false, wake: inbox.wake, until: end).woken { inbox.wake.clear() }
        } while ContinuousClock.now < end
    }
}
