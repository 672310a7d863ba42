import Testing

@testable import SharedInfrastructure

/// When pages wait for an origin, and when they do not.
@Suite struct BreakerTests {
    private let clock = TestClock()
    private var breaker: Breaker { Breaker(uptime: clock.time.uptime) }

    @Test func `one silence opens it, at once and for a second`() {
        let breaker = breaker
        #expect(breaker.admit() == .go)
        breaker.failed(.silent)
        #expect(breaker.state == .open && breaker.admit() == .refused)
        clock.advance(by: .milliseconds(900))
        #expect(breaker.admit() == .refused)
        clock.advance(by: .milliseconds(200))
        #expect(breaker.admit() == .probe)
    }

    @Test func `half open, only one request tries`() {
        let breaker = breaker
        breaker.failed(.silent)
        clock.advance(by: .seconds(2))
        #expect(breaker.admit() == .probe)
        for _ in 0..<10 { #expect(breaker.admit() == .refused) }
        breaker.succeeded()
        #expect(breaker.state == .closed && breaker.admit() == .go)
    }

    @Test func `each probe that fails doubles the pause, up to fifteen seconds`() {
        let breaker = breaker
        breaker.failed(.silent)
        for pause in [1, 2, 4, 8, 15, 15] {
            clock.advance(by: .milliseconds(pause * 1000 - 100))
            #expect(breaker.admit() == .refused, "before \(pause) s")
            clock.advance(by: .milliseconds(200))
            #expect(breaker.admit() == .probe, "after \(pause) s")
            breaker.failed(.wrong)
        }
    }

    @Test func `wrong answers open it when there are five with no right one between`() {
        let breaker = breaker
        for _ in 0..<4 { breaker.failed(.wrong) }
        #expect(breaker.state == .closed)
        breaker.succeeded()
        for _ in 0..<4 { breaker.failed(.wrong) }
        #expect(breaker.state == .closed)
        breaker.failed(.wrong)
        #expect(breaker.state == .open)
    }

    @Test func `what flights of before bring does not lengthen the pause, and a right answer closes it`() {
        let breaker = breaker
        breaker.failed(.silent)
        for _ in 0..<5 { breaker.failed(.silent) }
        clock.advance(by: .milliseconds(1100))
        #expect(breaker.admit() == .probe)
        breaker.failed(.silent)
        breaker.succeeded()
        #expect(breaker.state == .closed)
    }
}
