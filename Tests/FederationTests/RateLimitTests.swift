import Testing
@testable import Federation

@Suite struct RateLimitTests {
    private let start = ContinuousClock.now

    @Test func `enough is enough for one name, until its time is over`() {
        let limit = RateLimit<String>(3, in: .seconds(60))
        for second in 0..<3 {
            #expect(limit.wait(of: "a", at: start) == nil)
            limit.count("a", at: start + .seconds(second))
        }
        #expect(limit.wait(of: "a", at: start + .seconds(20)) == .seconds(40))
        #expect(limit.wait(of: "b", at: start + .seconds(20)) == nil)
        #expect(limit.wait(of: "a", at: start + .seconds(60)) == nil)
        limit.count("a", at: start + .seconds(60))
        #expect(limit.wait(of: "a", at: start + .seconds(60)) == nil)
    }

    @Test func `who has to wait is not forgotten for any number of names that are made up`() {
        let limit = RateLimit<String>(3, in: .seconds(60), mostKnown: 50)
        for _ in 0..<3 { limit.count("guesser", at: start) }
        for _ in 0..<2 { limit.count("other", at: start) }
        for number in 0..<1000 { limit.count("made up \(number)", at: start + .seconds(1)) }
        #expect(limit.wait(of: "guesser", at: start + .seconds(2)) == .seconds(58))
        // One that did less is kept longer than those that did least.
        limit.count("other", at: start + .seconds(2))
        #expect(limit.wait(of: "other", at: start + .seconds(2)) != nil)
    }

    @Test func `of those that did the same, the oldest are forgotten`() {
        let limit = RateLimit<Int>(2, in: .seconds(60), mostKnown: 10)
        for number in 0..<11 { limit.count(number, at: start + .seconds(number)) }
        for number in [0, 10] { limit.count(number, at: start + .seconds(20)) }
        #expect(limit.wait(of: 0, at: start + .seconds(20)) == nil)
        #expect(limit.wait(of: 10, at: start + .seconds(20)) != nil)
    }

    @Test func `those whose time is over make room first`() {
        let limit = RateLimit<Int>(1, in: .seconds(60), mostKnown: 10)
        for number in 0..<9 { for _ in 0..<2 { limit.count(number, at: start) } }
        limit.count(9, at: start + .seconds(30))
        limit.count(10, at: start + .seconds(61))
        #expect(limit.wait(of: 9, at: start + .seconds(61)) != nil && limit.wait(of: 10, at: start + .seconds(61)) != nil)
    }
}
